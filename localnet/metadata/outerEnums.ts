import { DecodeError } from './bytes.ts';
import type { Codec, TypeParameter } from './codec.ts';
import type { PalletDefinition } from './pallet.ts';

/** A call of the runtime: pallet, call, and the arguments by name. */
export interface RuntimeCall {
  readonly pallet: string;
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** An event of the runtime: pallet, event, and the fields in order. */
export interface RuntimeEvent {
  readonly pallet: string;
  readonly event: string;
  readonly fields: readonly unknown[];
}

/** What the outer enumerations need to know of a pallet. */
export type PalletHead = Pick<PalletDefinition, 'name' | 'index' | 'path' | 'params' | 'eventParams'>;
export type EventSource = PalletHead & Pick<PalletDefinition, 'events'>;
export type CallSource = PalletHead & Pick<PalletDefinition, 'calls'>;
export type ErrorSource = PalletHead & Pick<PalletDefinition, 'errors'>;

function typeParameters(names: readonly string[]): TypeParameter[] {
  return names.map((name) => [name, null] as const);
}

/** A pallet's Call type. */
export function palletCall(pallet: CallSource): Codec<Omit<RuntimeCall, 'pallet'>> {
  const calls = Object.entries(pallet.calls);
  const byIndex = new Map(calls.map(([name, definition]) => [definition.index, { name, definition }]));
  return {
    type: {
      kind: 'variant',
      path: `${pallet.path}::Call`,
      params: typeParameters(pallet.params),
      variants: calls.map(([name, { index, fields }]) => ({
        name,
        index,
        fields: fields.descriptions,
        docs: [],
      })),
    },
    write(out, value) {
      const definition = pallet.calls[value.call];
      if (definition === undefined) throw new RangeError(`no call ${pallet.name}.${value.call}`);
      out.byte(definition.index);
      definition.fields.codec.write(out, value.args);
    },
    read(input) {
      const index = input.byte();
      const found = byIndex.get(index);
      if (found === undefined) throw new DecodeError(`${pallet.name} has no call ${index}`);
      const args = found.definition.fields.codec.read(input) as RuntimeCall['args'];
      return { call: found.name, args };
    },
  };
}

/** A pallet's Event type. */
export function palletEvent(pallet: EventSource): Codec<Omit<RuntimeEvent, 'pallet'>> {
  const events = Object.entries(pallet.events);
  const byIndex = new Map(events.map(([name, definition]) => [definition.index, { name, definition }]));
  return {
    type: {
      kind: 'variant',
      path: `${pallet.path}::Event`,
      params: typeParameters(pallet.eventParams ?? pallet.params),
      variants: events.map(([name, { index, fields }]) => ({ name, index, fields, docs: [] })),
    },
    write(out, value) {
      const definition = pallet.events[value.event];
      if (definition === undefined) throw new RangeError(`no event ${pallet.name}.${value.event}`);
      if (definition.fields.length !== value.fields.length) {
        throw new RangeError(`${pallet.name}.${value.event} has ${definition.fields.length} fields`);
      }
      out.byte(definition.index);
      definition.fields.forEach(({ codec }, position) => {
        codec.write(out, value.fields[position]);
      });
    },
    read(input) {
      const index = input.byte();
      const found = byIndex.get(index);
      if (found === undefined) throw new DecodeError(`${pallet.name} has no event ${index}`);
      const fields = found.definition.fields.map(({ codec }) => codec.read(input));
      return { event: found.name, fields };
    },
  };
}

/** A pallet's Error type; its values are the errors' names. */
export function palletError(pallet: ErrorSource): Codec<string> {
  const errors = Object.entries(pallet.errors);
  return {
    type: {
      kind: 'variant',
      path: `${pallet.path}::Error`,
      params: typeParameters(pallet.params),
      variants: errors.map(([name, { index, docs }]) => ({
        name,
        index,
        fields: [],
        docs: docs === '' ? [] : [docs],
      })),
    },
    write(out, value) {
      const definition = pallet.errors[value];
      if (definition === undefined) throw new RangeError(`no error ${pallet.name}.${value}`);
      out.byte(definition.index);
    },
    read(input) {
      const index = input.byte();
      const found = errors.find(([, definition]) => definition.index === index);
      if (found === undefined) throw new DecodeError(`${pallet.name} has no error ${index}`);
      return found[0];
    },
  };
}

/** An enumeration over pallets, such as RuntimeCall: the pallet's index, then the pallet's own value. */
export function outerEnum<T extends object>(
  name: string,
  pallets: readonly (readonly [head: PalletHead, codec: Codec<T>])[],
): Codec<T & { readonly pallet: string }> {
  const byName = new Map(pallets.map(([head, codec]) => [head.name, { head, codec }]));
  const byIndex = new Map(pallets.map(([head, codec]) => [head.index, { head, codec }]));
  return {
    type: {
      kind: 'variant',
      path: `node_subtensor_runtime::${name}`,
      params: [],
      variants: pallets.map(([head, codec]) => ({
        name: head.name,
        index: head.index,
        fields: [{ name: null, codec }],
        docs: [],
      })),
    },
    typeName: name,
    write(out, value) {
      const found = byName.get(value.pallet);
      if (found === undefined) throw new RangeError(`${name} has no ${value.pallet}`);
      out.byte(found.head.index);
      found.codec.write(out, value);
    },
    read(input) {
      const index = input.byte();
      const found = byIndex.get(index);
      if (found === undefined) throw new DecodeError(`${name} has no pallet ${index}`);
      return { ...found.codec.read(input), pallet: found.head.name };
    },
  };
}
