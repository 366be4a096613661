import { IMPACT_BANDS } from '#domain/blocker.ts';

/** How loudly a price impact is shown, and what it takes to go on. `expert` is refused outside of expert mode. */
export type ImpactBand = 'calm' | 'amber' | 'red' | 'confirm' | 'type' | 'expert';

/** The band of an impact in parts per 1e9. */
export function impactBand(impactPpb: bigint): ImpactBand {
  if (impactPpb >= IMPACT_BANDS.refuse) return 'expert';
  if (impactPpb >= IMPACT_BANDS.type) return 'type';
  if (impactPpb >= IMPACT_BANDS.confirm) return 'confirm';
  if (impactPpb >= IMPACT_BANDS.red) return 'red';
  return impactPpb >= IMPACT_BANDS.amber ? 'amber' : 'calm';
}

/** The class that colours an impact. */
export function impactClass(impactPpb: bigint): string {
  const band = impactBand(impactPpb);
  if (band === 'calm') return 'good';
  return band === 'amber' ? 'amber' : 'red';
}
