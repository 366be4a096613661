import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { validatedStorage } from '#lib/validatedStorage.ts';

const VERSION = 1;

const schema = v.object({
  locale: v.nullable(v.picklist(['en', 'zh-TW'])),
  theme: v.picklist(['system', 'dark', 'light']),
  /** Null: the build's default. */
  network: v.nullable(v.picklist(['finney', 'test', 'local', 'custom'])),
  /** The person's own nodes, as typed. */
  customEndpoint: v.pipe(v.string(), v.maxLength(2_000)),
  /** The endpoint to try first, by network; what is not among the network's endpoints says nothing. */
  preferredEndpoints: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(2_000))), {}),
  /** Where the local chain listens; null: its usual port. */
  localEndpoint: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
  toleranceBps: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5_000)),
  /** Orders carry a limit price. */
  protection: v.boolean(),
  expert: v.boolean(),
  favourites: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
  /** The validator chosen by hand, by `netuid`. */
  validators: v.record(v.string(), v.string()),
  /** Accounts whose keys are on a hardware wallet, by address. */
  hardware: v.optional(v.pipe(v.array(v.string()), v.maxLength(1_000)), []),
  /** The account used last, and what it came from. */
  lastAccount: v.nullable(
    v.object({
      address: v.string(),
      source: v.picklist(['wallet', 'dev', 'watch']),
      wallet: v.nullable(v.string()),
    }),
  ),
});

/** What the person prefers. Kept in the browser. */
export type SettingsState = Readonly<v.InferOutput<typeof schema>>;

const DEFAULTS: SettingsState = {
  locale: null,
  theme: 'system',
  network: null,
  customEndpoint: '',
  preferredEndpoints: {},
  localEndpoint: null,
  toleranceBps: 50,
  protection: true,
  expert: false,
  favourites: [],
  validators: {},
  hardware: [],
  lastAccount: null,
};

export const settings = createStore<SettingsState>()(
  persist(() => DEFAULTS, {
    name: 'raoswap.settings',
    version: VERSION,
    storage: validatedStorage(VERSION, schema),
  }),
);
