import * as v from 'valibot';

// What an Agent Trace record may hold, written down from the specification and its schema, to check records against.
// Source: github.com/cursor/agent-trace, version 0.1.0: README.md sections 6.1, 6.4, 6.6, 6.7 and schemas.ts (published
// as agent-trace.dev/schemas/v1/trace-record.json); the version in three parts since pull request 12 (4 February 2026).
// The schema allows no field it does not name; `metadata` may hold anything.

const contributor = v.strictObject({
  type: v.picklist(['human', 'ai', 'mixed', 'unknown']),
  model_id: v.optional(v.pipe(v.string(), v.maxLength(250))),
});

const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const range = v.pipe(
  v.strictObject({
    start_line: line,
    end_line: line,
    content_hash: v.optional(v.string()),
    contributor: v.optional(contributor),
  }),
  v.check(({ start_line, end_line }) => start_line <= end_line, 'a range ends before it begins'),
);

const conversation = v.strictObject({
  url: v.optional(v.pipe(v.string(), v.url())),
  contributor: v.optional(contributor),
  ranges: v.array(range),
  related: v.optional(v.array(v.strictObject({ type: v.string(), url: v.pipe(v.string(), v.url()) }))),
});

/** The form of one record. */
export const agentTraceForm = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[0-9]+\.[0-9]+\.[0-9]+$/)),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i)),
  timestamp: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/)),
  vcs: v.optional(
    v.strictObject({ type: v.picklist(['git', 'jj', 'hg', 'svn']), revision: v.pipe(v.string(), v.nonEmpty()) }),
  ),
  tool: v.optional(v.strictObject({ name: v.string(), version: v.optional(v.string()) })),
  files: v.array(v.strictObject({ path: v.string(), conversations: v.array(conversation) })),
  metadata: v.optional(v.record(v.string(), v.unknown())),
});
