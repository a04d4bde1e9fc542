import type { SuggestionState } from '../ledger/suggestionState.ts';
import { common, type DecisionGroup } from '../portfolio/groups.ts';

/** By what decisions are told apart. */
export const dimensions = ['language', 'kind', 'domain', 'surface', 'tool'] as const;
export type Dimension = (typeof dimensions)[number];

/** Between the name of a tool and its model. */
const separator = '\n';

/** The value of a decision in a dimension; null where it is not known, or its parts differ. */
export type ValueOf = (group: DecisionGroup) => string | null;

/** Readers for many decisions: what many have in common is put together once. */
export function valueReaders(): Readonly<Record<Dimension, ValueOf>> {
  const tools = new Map<SuggestionState['body']['tool'], string>();
  const toolOf = ({ body: { tool } }: SuggestionState): string => {
    let value = tools.get(tool);
    if (value === undefined) tools.set(tool, (value = toolValue(tool.name, tool.model)));
    return value;
  };
  return {
    language: ({ language }) => language,
    kind: ({ kind }) => kind,
    domain: ({ parts }) => common(parts, domainOf),
    surface: ({ parts }) => common(parts, surfaceOf),
    tool: ({ parts }) => common(parts, toolOf),
  };
}

const domainOf = ({ domain }: SuggestionState): SuggestionState['domain'] => domain;
const surfaceOf = ({ body }: SuggestionState): string => body.surface;

/** A tool as one value with its model, so that two models of one tool are two. */
function toolValue(name: string, model: string | null): string {
  return model === null ? name : `${name}${separator}${model}`;
}

/** The parts of {@link toolValue}. */
export function readToolValue(value: string): { readonly name: string; readonly model: string | null } {
  const [name = '', model = null] = value.split(separator);
  return { name, model };
}
