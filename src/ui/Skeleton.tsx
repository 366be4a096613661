/** Stands where a text will be, as wide as the sample that it is given. */
export function Skeleton({ sample }: { readonly sample: string }) {
  return (
    <span className="skeleton" aria-hidden>
      {sample}
    </span>
  );
}
