import type { Problem } from '../errors.ts';
import { checkShape } from './check-shape.ts';
import type { Place } from './document.ts';
import { type Gate, gateSchema } from './gate-schema.ts';
import { leaves } from './json-schema.ts';
import { absolute, type Layer, merge } from './layers.ts';
import { dotted, type Path } from './path.ts';
import { at } from './plain.ts';

export interface GateReport {
  /** Where a layer has mistakes, its sound part. */
  readonly gate: Gate;
  readonly problems: readonly Problem[];
  /** The place of a setting, in the strongest layer that has it. */
  readonly locate: (path: Path) => Place;
  /** Dotted path of each setting → the layer that it comes from. */
  readonly origins: ReadonlyMap<string, string>;
}

/** The gate's own settings out of their layers, the strongest first. Every layer is checked by itself. */
export const readGate = (layers: readonly Layer[], base: string): GateReport => {
  const checked = layers.map((layer) => ({ layer, ...checkShape(gateSchema, 'gate', present(layer)) }));
  const merged = merge(checked.map(({ layer, raw }) => absolute(raw, layer.base)));
  const { $schema: _, ...gate } = gateSchema.parse(absolute(gateSchema.parse(merged), base));
  const ownerOf = (path: Path) => checked.find(({ raw }) => at(raw, path) !== undefined)?.layer;
  return {
    gate,
    problems: checked.flatMap(({ problems }) => problems),
    locate: (path) => (ownerOf(path) ?? layers.at(-1))?.locate(path) ?? { file: '', line: 1, column: 1 },
    origins: new Map(leaves('gate').map(({ path }) => [dotted(path), ownerOf(path)?.origin ?? 'default'])),
  };
};

/** A file that could not be read at all has been reported: it sets nothing. */
const present = (layer: Layer): Layer => (layer.value === undefined ? { ...layer, value: {} } : layer);
