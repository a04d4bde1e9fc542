import type { SuggestionState } from '../ledger/readModel.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';

/** By what decisions are told apart. */
export const dimensions = ['language', 'kind', 'domain', 'surface', 'tool'] as const;
export type Dimension = (typeof dimensions)[number];

/** Between the name of a tool and its model. */
const separator = '\n';

/** The value of a decision in a dimension; null where it is not known, or its parts differ. */
export type ValueOf = (group: DecisionGroup, dimension: Dimension) => string | null;

/** Makes a {@link ValueOf} for many decisions: what many have in common is put together once. */
export function valueReader(): ValueOf {
  const tools = new Map<SuggestionState['body']['tool'], string>();
  const partValue = ({ body, domain }: SuggestionState, dimension: 'domain' | 'surface' | 'tool'): string | null => {
    if (dimension === 'domain') return domain;
    if (dimension === 'surface') return body.surface;
    let value = tools.get(body.tool);
    if (value === undefined) tools.set(body.tool, (value = toolValue(body.tool.name, body.tool.model)));
    return value;
  };
  return (group, dimension) => {
    if (dimension === 'language') return group.language;
    if (dimension === 'kind') return group.kind;
    const { parts } = group;
    const [first] = parts;
    if (!first) return null;
    const value = partValue(first, dimension);
    return parts.length === 1 || parts.every((part) => partValue(part, dimension) === value) ? value : null;
  };
}

/** A tool as one value with its model, so that two models of one tool are two. */
function toolValue(name: string, model: string | null): string {
  return model === null ? name : `${name}${separator}${model}`;
}

/** The parts of {@link toolValue}. */
export function readToolValue(value: string): { readonly name: string; readonly model: string | null } {
  const [name = '', model = null] = value.split(separator);
  return { name, model };
}
