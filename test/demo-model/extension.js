// Plays the part of an extension that brings language models: each model does what its name says, whatever it is asked.
// What it was asked goes into the file named by DEMO_MODEL_LOG, one JSON text a line.
const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

const { LanguageModelError } = vscode;

/** A draft as Pairfolio asks for one, in pieces as a model sends it. */
const draft = (note) =>
  [...JSON.stringify({ note, reasons: ['edge-case'] }).matchAll(/.{1,9}/g)].map(([piece]) => piece);

const fails = (error) => () => {
  throw error();
};

/** What the models of each vendor do; both have one called `drafts`. */
const vendors = {
  'demo-one': {
    drafts: () => draft('Said by the first.'),
    'uses-up': fails(() => LanguageModelError.Blocked('The monthly quota is used up.')),
    refuses: fails(() => LanguageModelError.NoPermissions('Sign in first.')),
    vanishes: fails(() => LanguageModelError.NotFound('No such model any more.')),
    throttles: fails(() => new Error('429 Too Many Requests')),
    'is-away': fails(() => new Error('connect ECONNREFUSED 127.0.0.1:9')),
    breaks: fails(() => new TypeError('x is not a function')),
    rambles: () => ['<html><body>', 'Not what was asked for.', '</body></html>'],
    stops: () => draft('Half of it.').slice(0, 2),
    waits: (token) => new Promise((resolve) => token.onCancellationRequested(() => resolve([]))),
  },
  'demo-two': { drafts: () => draft('Said by the second.') },
};

exports.activate = ({ subscriptions }) => {
  for (const [vendor, models] of Object.entries(vendors))
    subscriptions.push(vscode.lm.registerLanguageModelChatProvider(vendor, provider(vendor, models)));
};

function provider(vendor, models) {
  return {
    provideLanguageModelChatInformation: () =>
      Object.keys(models).map((id) => ({
        id,
        name: `Demo ${id}`,
        family: 'demo',
        version: '1',
        maxInputTokens: 100_000,
        maxOutputTokens: 10_000,
        capabilities: {},
      })),
    provideLanguageModelChatResponse: async ({ id }, messages, _options, progress, token) => {
      const asked = messages.flatMap(({ content }) => content.map(({ value }) => value));
      note({ vendor, id, asked });
      for (const piece of await models[id](token)) progress.report(new vscode.LanguageModelTextPart(piece));
      if (token.isCancellationRequested) note({ vendor, id, cancelled: true });
    },
    provideTokenCount: async () => 1,
  };
}

function note(what) {
  const file = process.env.DEMO_MODEL_LOG;
  if (file) appendFileSync(file, `${JSON.stringify(what)}\n`);
}
