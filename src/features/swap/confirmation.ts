import { type ImpactBand, impactBand } from './impactBand.ts';

/** What a person gave to let an impact through: a yes, or the word as typed. */
export interface Confirmation {
  readonly given: string;
  /** The band that it was given for. */
  readonly band: ImpactBand;
}

export const YES = 'yes';

const RANK: Readonly<Record<ImpactBand, number>> = {
  calm: 0,
  amber: 1,
  red: 2,
  confirm: 3,
  type: 4,
  expert: 5,
};

/** What still counts of a confirmation at an impact (parts per 1e9): all of it up to its own band, nothing above. */
export function standing(confirmation: Confirmation | null, impactPpb: bigint): string {
  if (confirmation === null || RANK[impactBand(impactPpb)] > RANK[confirmation.band]) return '';
  return confirmation.given;
}

/** Whether an impact needs no confirmation, or has the one that its band asks for. `word` is what must be typed. */
export function isConfirmed(confirmation: Confirmation | null, impactPpb: bigint, word: string): boolean {
  const band = impactBand(impactPpb);
  if (RANK[band] < RANK.confirm) return true;
  const given = standing(confirmation, impactPpb);
  const isWord = given.trim().toLowerCase() === word.toLowerCase();
  return band === 'confirm' ? given === YES || isWord : isWord;
}
