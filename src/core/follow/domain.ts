import type { Domain } from '../shared/words.ts';
import { filePath, wordSet, type FilePath } from './filePath.ts';
import { roleOf } from './fileRoles.ts';

/** What the domain is inferred from. All may be unknown. */
export interface DomainTraces {
  /** Relative to the repository, with `/` or `\`. */
  readonly file: string | null;
  /** VS Code language id. */
  readonly language?: string | null;
  /** Packages the file imports, or its project depends on: they decide where path and language do not. */
  readonly dependencies?: readonly string[];
}

/** A folder of such a name says what everything below it belongs to. The deepest counts. */
const strong: readonly (readonly [Domain, ReadonlySet<string>])[] = [
  [
    'front-end',
    wordSet('frontend client clients webapp webui webclient webview ui www storybook .storybook dashboardui'),
  ],
  ['back-end', wordSet('backend server servers serverside api apis graphql grpc rpc microservices lambdas functions')],
  [
    'mobile',
    wordSet('mobile ios android reactnative flutter mobileapp iosapp androidapp fastlane androidtest watchos'),
  ],
  [
    'data',
    wordSet(
      'data notebooks notebook etl elt dags airflow dbt pipelines analytics warehouse datasets spark ml machinelearning training datascience bigquery snowflake migrations dbmigrate migrate alembic sql featurestore',
    ),
  ],
  [
    'infra',
    wordSet(
      'infra infrastructure terraform ansible helm charts k8s kubernetes deploy deployment deployments ops devops docker .github .gitlab .circleci .buildkite ci cloudformation pulumi puppet chef nginx manifests cdk provisioning',
    ),
  ],
];

/** Folders that say it where no folder above says otherwise. */
const weak: readonly (readonly [Domain, ReadonlySet<string>])[] = [
  [
    'front-end',
    wordSet(
      'components component pages views layouts hooks styles css scss stylesheets assets public widgets composables templates static web theme themes',
    ),
  ],
  [
    'back-end',
    wordSet(
      'controllers controller routes routers router handlers handler middleware middlewares services service repositories repository resolvers endpoints entities dao cmd internal usecases webhooks jobs workers consumers auth db',
    ),
  ],
];

const byExtension: ReadonlyMap<string, Domain> = new Map(
  (
    [
      ['front-end', 'tsx jsx vue svelte astro css scss sass less styl pcss html htm hbs handlebars ejs pug elm woff2'],
      ['mobile', 'swift dart storyboard xib xcconfig pbxproj'],
      ['data', 'sql ipynb r rmd qmd jl sas csv tsv parquet prisma dbml pbix'],
      ['infra', 'tf tfvars hcl bicep nomad ps1 sh bash zsh bat nix dockerfile'],
      ['back-end', 'go java cs php rb ex exs erl hrl proto graphql gql scala groovy erb jsp cshtml fs'],
    ] as const
  ).flatMap(([domain, names]) => names.split(' ').map((name) => [name, domain] as const)),
);

const byLanguage: ReadonlyMap<string, Domain> = new Map(
  (
    [
      [
        'front-end',
        'typescriptreact javascriptreact vue svelte astro css scss sass less stylus html handlebars pug elm',
      ],
      ['mobile', 'swift dart'],
      ['data', 'sql r julia jupyter prisma'],
      ['infra', 'terraform dockerfile dockercompose shellscript powershell bat nix bicep hcl helm'],
      ['back-end', 'go java csharp php ruby elixir erlang proto3 proto graphql scala groovy fsharp'],
      ['docs', 'markdown mdx restructuredtext asciidoc latex'],
    ] as const
  ).flatMap(([domain, names]) => names.split(' ').map((name) => [name, domain] as const)),
);

const byPackage: readonly (readonly [Domain, RegExp])[] = [
  [
    'mobile',
    /^(react-native|expo|@react-navigation\/.*|@ionic\/.*|@capacitor\/.*|androidx\..*|android\..*|swiftui|uikit|flutter.*)$/,
  ],
  [
    'data',
    /^(pandas|numpy|polars|scipy|scikit-learn|sklearn|torch|tensorflow|keras|xgboost|lightgbm|matplotlib|seaborn|plotly|pyspark|dask|airflow|apache-airflow|dbt(-\w+)?|duckdb|pyarrow|sqlalchemy|transformers|datasets|jupyter|ggplot2|dplyr|tidyverse|statsmodels)(\.|$)/,
  ],
  [
    'infra',
    /^(boto3|botocore|pulumi|@pulumi\/.*|aws-cdk(-lib)?|@aws-cdk\/.*|kubernetes|ansible|fabric|@kubernetes\/.*|cdktf)(\.|$)/,
  ],
  [
    'front-end',
    /^(react|react-dom|preact|vue|svelte|solid-js|@angular\/.*|lit|jquery|redux|@reduxjs\/.*|zustand|tailwindcss|styled-components|@emotion\/.*|@mui\/.*|d3|three|vite|@tanstack\/react-.*)$/,
  ],
  [
    'back-end',
    /^(express|fastify|koa|@nestjs\/.*|@hapi\/.*|hono|django|flask|fastapi|starlette|tornado|aiohttp|celery|gunicorn|rails|sinatra|laravel|illuminate|symfony|spring.*|org\.springframework.*|actix-web|axum|rocket|gin|net\/http|pg|mysql2|mongoose|typeorm|sequelize|redis|ioredis|bullmq|@grpc\/.*|apollo-server.*|@apollo\/server|psycopg2?|asyncpg)([./]|$)/,
  ],
];

/**
 * The part of a system a decision was about, from its path, then its language, then the packages used.
 * @returns null where nothing says it
 */
export function domainOf({ file, language, dependencies }: DomainTraces): Domain | null {
  const path = file ? filePath(file) : null;
  return (
    (path && domainOfPath(path)) ??
    byLanguage.get(language?.toLowerCase() ?? '') ??
    domainOfPackages(dependencies ?? [])
  );
}

function domainOfPath(path: FilePath): Domain | null {
  const { folders, name, extension, whole } = path;
  const role = roleOf(path);
  if (role === 'docs') return 'docs';
  if (role === 'pipeline') return 'infra';
  if (role === 'migration') return 'data';
  if (/^dbt_project\.yml$|^(schema|seeds?)\.(sql|rb|prisma)$/.test(name) || extension === 'ipynb') return 'data';
  if (
    /\.(ios|android|native)\.(tsx|jsx|ts|js)$/.test(name) ||
    /^(androidmanifest\.xml|info\.plist|podfile(\.lock)?|pubspec\.(yaml|lock))$/.test(name) ||
    /\/(app|\w*android\w*)\/src\/(main|debug|release|androidtest)\/(java|kotlin|res)\//.test(whole)
  )
    return 'mobile';
  // Next.js and the like: what answers requests stands among the pages.
  if (/\/(pages|app)\/api\/|\/\+server\.(ts|js)$|\/app\/(.+\/)?route\.(ts|js)$/.test(whole)) return 'back-end';
  if (/^(css|scss|sass|less|styl|pcss|vue|svelte|astro)$/.test(extension)) return 'front-end';
  const folder = deepest(folders, strong);
  if (folder !== null) {
    // Pages and style drawn in an API's folder are still pages; screens of an app are not.
    return /^(tsx|jsx)$/.test(extension) && folder !== 'mobile' ? 'front-end' : folder;
  }
  return byExtension.get(extension) ?? deepest(folders, weak);
}

function deepest(
  folders: readonly string[],
  table: readonly (readonly [Domain, ReadonlySet<string>])[],
): Domain | null {
  for (const folder of folders.toReversed()) {
    for (const [domain, names] of table) if (names.has(folder)) return domain;
  }
  return null;
}

/** The domain most of the packages point at; null where two are equal. */
function domainOfPackages(packages: readonly string[]): Domain | null {
  const votes = new Map<Domain, number>();
  for (const name of packages) {
    const domain = byPackage.find(([, pattern]) => pattern.test(name.toLowerCase()))?.[0];
    if (domain !== undefined) votes.set(domain, (votes.get(domain) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  return first && first[1] !== second?.[1] ? first[0] : null;
}
