import type { GenesisData, GenesisSubnet } from './genesisData.ts';
import file from './mainnet.json' with { type: 'json' };

type Cell = string | number | boolean | null | undefined;

const DEFAULT_TEMPO = 360;

/** Reads the cells of one row by column name; a cell of the wrong kind is an error of the file. */
class Row {
  private readonly cells: ReadonlyMap<string, Cell>;

  constructor(cells: readonly Cell[]) {
    this.cells = new Map(file.columns.map((column, index) => [column, cells[index]]));
  }

  private wrong(column: string): Error {
    return new Error(`Genesis column ${column} holds ${String(this.cells.get(column))}`);
  }

  textOrNull(column: string): string | null {
    const cell = this.cells.get(column);
    if (cell === null || typeof cell === 'string') return cell;
    throw this.wrong(column);
  }

  /** A decimal string; null reads as zero. */
  amount(column: string): bigint {
    return BigInt(this.textOrNull(column) ?? '0');
  }

  numberOrNull(column: string): number | null {
    const cell = this.cells.get(column);
    if (cell === null || typeof cell === 'number') return cell;
    throw this.wrong(column);
  }

  flag(column: string): boolean {
    const cell = this.cells.get(column);
    if (typeof cell === 'boolean') return cell;
    throw this.wrong(column);
  }
}

function subnet(row: Row): GenesisSubnet {
  const quoteWeight = row.textOrNull('quoteWeight');
  return {
    netuid: row.numberOrNull('netuid') ?? 0,
    taoReserve: row.amount('taoReserve'),
    alphaReserve: row.amount('alphaReserve'),
    alphaOut: row.amount('alphaOut'),
    quoteWeight: quoteWeight === null ? null : BigInt(quoteWeight),
    taoInEmission: row.amount('taoInEmission'),
    excessTao: row.amount('excessTao'),
    alphaInEmission: row.amount('alphaInEmission'),
    alphaOutEmission: row.amount('alphaOutEmission'),
    protocolAlpha: row.amount('protocolAlpha'),
    registeredAt: row.numberOrNull('registeredAt') ?? 0,
    firstEmissionBlock: row.numberOrNull('firstEmissionBlock'),
    movingPrice: row.amount('movingPrice'),
    rootProp: row.amount('rootProp'),
    minerBurned: row.amount('minerBurned'),
    subtokenEnabled: row.flag('subtokenEnabled'),
    emissionEnabled: row.flag('emissionEnabled'),
    tempo: row.numberOrNull('tempo') ?? DEFAULT_TEMPO,
    ownerColdkey: row.textOrNull('ownerColdkey'),
    ownerHotkey: row.textOrNull('ownerHotkey'),
    volume: row.amount('volume'),
    symbol: row.textOrNull('symbol'),
    name: row.textOrNull('name'),
    github: row.textOrNull('github'),
    url: row.textOrNull('url'),
  };
}

/** The pools of the main network at the block that the file names (see its provenance). */
export const mainnetGenesis: GenesisData = {
  block: file.block,
  timestamp: file.timestamp,
  totalIssuance: BigInt(file.totalIssuance),
  taoWeight: BigInt(file.taoWeight),
  subnetMovingAlpha: BigInt(file.subnetMovingAlpha),
  emissionGateBar: BigInt(file.emissionGateBar),
  nominatorMinRequiredStake: BigInt(file.nominatorMinRequiredStake),
  maturityRate: file.maturityRate,
  subnetLimit: file.subnetLimit,
  networkImmunityPeriod: file.networkImmunityPeriod,
  networkRateLimit: file.networkRateLimit,
  networkLastLockCost: BigInt(file.networkLastLockCost),
  networkMinLockCost: BigInt(file.networkMinLockCost),
  networkLockReductionInterval: file.networkLockReductionInterval,
  subnets: file.subnets.map((cells) => subnet(new Row(cells))),
};
