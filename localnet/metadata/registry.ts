import type { Codec, FieldDescription, TypeDescription } from './codec.ts';
import type { PortableField, PortableType } from './portable.ts';

/**
 * The types of metadata under numbers. Types that are structurally the same share one number; a type that contains
 * itself gets its number before it is described.
 */
export class TypeRegistry {
  private readonly numbers = new Map<TypeDescription, number>();
  private readonly byStructure = new Map<string, number>();
  private readonly open = new Set<TypeDescription>();
  private readonly slots: (PortableType | null)[] = [];
  private readonly lacking: ReadonlySet<string>;

  /** Leaves these variants out of their enumerations: the type's path, two colons, the variant. */
  constructor(lacking: Iterable<string> = []) {
    this.lacking = new Set(lacking);
  }

  /** The number of a codec's type; registers it, and what it consists of, if need be. */
  idOf(codec: Codec<unknown>): number {
    const { type } = codec;
    const known = this.numbers.get(type);
    if (known !== undefined) return known;
    if (this.open.has(type)) {
      const reserved = this.slots.push(null) - 1;
      this.numbers.set(type, reserved);
      return reserved;
    }
    this.open.add(type);
    const portable = this.describe(type);
    this.open.delete(type);
    const id = this.numbers.get(type) ?? this.place(portable);
    this.slots[id] = portable;
    this.numbers.set(type, id);
    return id;
  }

  /** All registered types; the position of each is its number. */
  get types(): { readonly id: number; readonly type: PortableType }[] {
    return this.slots.map((type, id) => {
      if (type === null) throw new Error(`type ${id} was never described`);
      return { id, type };
    });
  }

  private place(portable: PortableType): number {
    const structure = JSON.stringify(portable);
    const same = this.byStructure.get(structure);
    if (same !== undefined) return same;
    const id = this.slots.push(portable) - 1;
    this.byStructure.set(structure, id);
    return id;
  }

  private describe(type: TypeDescription): PortableType {
    const path = 'path' in type && type.path !== '' ? type.path.split('::') : [];
    const params = ('params' in type ? type.params : []).map(([name, argument]) => ({
      name,
      type: argument === null ? null : this.idOf(argument),
    }));
    return { path, params, def: this.definition(type), docs: [] };
  }

  private definition(type: TypeDescription): PortableType['def'] {
    switch (type.kind) {
      case 'primitive':
        return { type: 'Primitive', value: type.name };
      case 'compact':
        return { type: 'Compact', value: this.idOf(type.of) };
      case 'sequence':
        return { type: 'Sequence', value: this.idOf(type.of) };
      case 'array':
        return { type: 'Array', value: { length: type.length, type: this.idOf(type.of) } };
      case 'tuple':
        return { type: 'Tuple', value: type.items.map((item) => this.idOf(item)) };
      case 'composite':
        return { type: 'Composite', value: { fields: this.fields(type.fields, type.path) } };
      case 'variant':
        return {
          type: 'Variant',
          value: {
            variants: type.variants
              .filter(({ name }) => !this.lacking.has(`${type.path}::${name}`))
              .map(({ name, index, fields, docs }) => ({
                name,
                index,
                docs,
                fields: this.fields(fields, type.path),
              })),
          },
        };
    }
  }

  private fields(fields: readonly FieldDescription[], path: string): PortableField[] {
    // Types of Rust's own library, whose path is a single word, do not record how their fields are spelled.
    const spelled = path.includes('::');
    return fields.map(({ name, codec }) => ({
      name,
      type: this.idOf(codec),
      typeName: (spelled && spellingOf(codec)) || null,
      docs: [],
    }));
  }
}

/** How Rust source spells the type of a codec. */
export function spellingOf(codec: Codec<unknown>): string {
  if (codec.typeName !== undefined) return codec.typeName;
  const { type } = codec;
  switch (type.kind) {
    case 'primitive':
      return type.name === 'str' ? 'String' : type.name;
    case 'compact':
      return `Compact<${spellingOf(type.of)}>`;
    case 'sequence':
      return `Vec<${spellingOf(type.of)}>`;
    case 'array':
      return `[${spellingOf(type.of)}; ${type.length}]`;
    case 'tuple':
      return `(${type.items.map(spellingOf).join(', ')})`;
    case 'composite':
    case 'variant': {
      const name = type.path.slice(type.path.lastIndexOf(':') + 1);
      const args = type.params.flatMap(([, argument]) => (argument === null ? [] : [spellingOf(argument)]));
      return args.length === 0 ? name : `${name}<${args.join(', ')}>`;
    }
  }
}
