import { named } from '#localnet/metadata/codec.ts';
import { choice } from '#localnet/metadata/composites.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { constant, event, palletStorage, value } from '#localnet/metadata/pallet.ts';
import { u8, u64 } from '#localnet/metadata/primitives.ts';
import { fixedU128, who } from '#localnet/metadata/types.ts';

const amount = named(u64, 'BalanceOf<T>');
const releases = choice('pallet_transaction_payment::Releases', { V1Ancient: 0, V2: 1 });

export const transactionPaymentStorage = palletStorage('TransactionPayment', {
  NextFeeMultiplier: value(fixedU128, 1_000_000_000_000_000_000n),
  StorageVersion: value(releases, 'V1Ancient'),
});

export const transactionPaymentEvents = {
  TransactionFeePaid: event(0, { who, actual_fee: amount, tip: amount }),
};

export const transactionPayment: PalletDefinition = {
  name: 'TransactionPayment',
  index: 6,
  path: 'pallet_transaction_payment::pallet',
  params: ['T'],
  prefix: 'TransactionPayment',
  storage: transactionPaymentStorage,
  calls: {},
  events: transactionPaymentEvents,
  errors: {},
  constants: { OperationalFeeMultiplier: constant(u8, 5) },
};
