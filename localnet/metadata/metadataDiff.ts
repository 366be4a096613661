/** A type of decoded metadata, as polkadot-js writes it in JSON. */
interface JsonType {
  readonly path: readonly string[];
  readonly params: readonly { readonly name: string; readonly type: number | null }[];
  readonly def: Readonly<Record<string, unknown>>;
}

interface JsonField {
  readonly name: string | null;
  readonly type: number;
  readonly typeName: string | null;
}

interface JsonVariant {
  readonly name: string;
  readonly index: number;
  readonly fields: readonly JsonField[];
}

interface TypeReference {
  readonly type: number;
}

export interface JsonStorageItem {
  readonly name: string;
  readonly modifier: string;
  readonly fallback: string;
  readonly type: {
    readonly plain?: number;
    readonly map?: { readonly hashers: readonly string[]; readonly key: number; readonly value: number };
  };
}

export interface JsonPallet {
  readonly name: string;
  readonly index: number;
  readonly storage: { readonly prefix: string; readonly items: readonly JsonStorageItem[] } | null;
  readonly calls: TypeReference | null;
  readonly events: TypeReference | null;
  readonly errors: TypeReference | null;
  readonly constants: readonly { readonly name: string; readonly type: number; readonly value: string }[];
}

export interface JsonMetadata {
  readonly lookup: { readonly types: readonly { readonly type: JsonType }[] };
  readonly pallets: readonly JsonPallet[];
  readonly apis: readonly {
    readonly name: string;
    readonly version: number;
    readonly methods: readonly {
      readonly name: string;
      readonly inputs: readonly { readonly name: string; readonly type: number }[];
      readonly output: number;
    }[];
  }[];
  readonly extrinsic: {
    readonly addressType: number;
    readonly signatureType: number;
    readonly transactionExtensions: readonly {
      readonly identifier: string;
      readonly type: number;
      readonly implicit: number;
    }[];
  };
}

/** Enumerations of which a runtime that serves less has fewer variants. */
const partial = /::(Call|Event|Error|RuntimeCall|RuntimeEvent|RuntimeError)$/;

/**
 * Compares types of two runtimes by structure: paths, parameters, fields with their names and spellings, variants
 * with their indices. Gives the differences, each with the way to it; outer enumerations and pallets' calls, events
 * and errors may lack variants on our side. The spelling of which pallet an outer variant is from is not compared.
 */
export class TypeComparison {
  readonly differences: string[] = [];
  private readonly seen = new Set<string>();
  private readonly ours: JsonMetadata;
  private readonly theirs: JsonMetadata;

  constructor(ours: JsonMetadata, theirs: JsonMetadata) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Notes a difference unless the two are equal, as JSON. */
  same(ours: unknown, theirs: unknown, way: string): boolean {
    const equal = JSON.stringify(ours) === JSON.stringify(theirs);
    if (!equal) this.differences.push(`${way}: ${JSON.stringify(ours)} is ${JSON.stringify(theirs)} there`);
    return equal;
  }

  /** Notes what the other has not. */
  missing(way: string): void {
    this.differences.push(`${way} is not there`);
  }

  /** Compares two types by their numbers, and what they consist of. */
  types(ours: number, theirs: number, way: string): void {
    const pair = `${ours}/${theirs}`;
    if (this.seen.has(pair)) return;
    this.seen.add(pair);
    const a = this.ours.lookup.types[ours]?.type;
    const b = this.theirs.lookup.types[theirs]?.type;
    if (a === undefined || b === undefined) throw new Error(`no such type at ${way}`);
    if (!this.same(a.path, b.path, `${way} path`)) return;
    const names = (type: JsonType) =>
      type.params.map(({ name, type: argument }) => [name, argument === null]);
    if (this.same(names(a), names(b), `${way} parameters`)) {
      a.params.forEach(({ name, type }, index) => {
        const other = b.params[index]?.type ?? null;
        if (type !== null && other !== null) this.types(type, other, `${way}<${name}>`);
      });
    }
    this.definitions(a, b, way);
  }

  private definitions(a: JsonType, b: JsonType, way: string): void {
    const [kind] = Object.keys(a.def);
    if (kind === undefined || !this.same(kind, Object.keys(b.def)[0], `${way} kind`)) return;
    const [ours, theirs] = [a.def[kind], b.def[kind]];
    if (kind === 'composite') {
      const [x, y] = [ours, theirs] as { fields: JsonField[] }[];
      this.fields(x?.fields ?? [], y?.fields ?? [], way, true);
    } else if (kind === 'variant') {
      const [x, y] = [ours, theirs] as { variants: JsonVariant[] }[];
      this.variants(x?.variants ?? [], y?.variants ?? [], a.path.join('::'), way);
    } else if (kind === 'tuple') {
      const [x, y] = [ours, theirs] as number[][];
      if (!this.same(x?.length, y?.length, `${way} length`)) return;
      x?.forEach((type, index) => {
        this.types(type, y?.[index] ?? -1, `${way}.${index}`);
      });
    } else if (kind === 'primitive') this.same(ours, theirs, way);
    else {
      const [x, y] = [ours, theirs] as { len?: number; type: number }[];
      this.same(x?.len, y?.len, `${way} length`);
      this.types(x?.type ?? -1, y?.type ?? -1, `${way}[]`);
    }
  }

  private variants(
    ours: readonly JsonVariant[],
    theirs: readonly JsonVariant[],
    path: string,
    way: string,
  ): void {
    if (!partial.test(path)) {
      const names = (variants: readonly JsonVariant[]) =>
        variants.map(({ name, index }) => `${index} ${name}`);
      if (!this.same(names(ours), names(theirs), `${way} variants`)) return;
    }
    const spelled = !path.startsWith('node_subtensor_runtime::Runtime');
    for (const variant of ours) {
      const other = theirs.find(({ name }) => name === variant.name);
      const there = `${way}.${variant.name}`;
      if (other === undefined) this.missing(there);
      else {
        this.same(variant.index, other.index, `${there} index`);
        this.fields(variant.fields, other.fields, there, spelled);
      }
    }
  }

  private fields(
    ours: readonly JsonField[],
    theirs: readonly JsonField[],
    way: string,
    spelled: boolean,
  ): void {
    const names = (fields: readonly JsonField[]) =>
      fields.map(({ name, typeName }) => [name, spelled ? (typeName?.replaceAll('\n', '') ?? null) : null]);
    if (this.same(ours.length, theirs.length, `${way} count of fields`)) {
      this.same(names(ours), names(theirs), `${way} fields`);
      ours.forEach(({ name, type }, index) => {
        this.types(type, theirs[index]?.type ?? -1, `${way}.${name ?? index}`);
      });
    }
  }
}
