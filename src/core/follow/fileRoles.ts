import { wordSet, type FilePath } from './filePath.ts';

// What a file is for, from its path alone. Only what names say in most projects; anything else is no role.

/** What a file is for, where its path says so. */
export type FileRole = 'docs' | 'test' | 'migration' | 'pipeline' | 'settings';

/** The role a path says; null where it says none. */
export function roleOf(path: FilePath): FileRole | null {
  if (isMigration(path)) return 'migration';
  if (isTest(path)) return 'test';
  if (isPipeline(path)) return 'pipeline';
  if (isSettings(path)) return 'settings';
  return isDocs(path) ? 'docs' : null;
}

const migrationFolders = wordSet('migrations migration migrate dbmigrate evolutions changelogs flyway liquibase');

function isMigration({ folders, name, extension, whole }: FilePath): boolean {
  if (whole.includes('/alembic/versions/') || /\.migration\.\w+$/.test(name)) return true;
  // Flyway: V2__add_users.sql, R__views.sql
  if (extension === 'sql' && /^(v\d[\d._]*|u\d[\d._]*|r)__/.test(name)) return true;
  if (extension === 'md' || name === '__init__.py') return false;
  return folders.some((folder) => migrationFolders.has(folder)) && !isTestName(name);
}

const testFolders = wordSet(
  `test tests __tests__ tests__ spec specs e2e e2etests cypress playwright androidtest uitests unittest unittests
   integrationtest integrationtests testing testdata testutils testfixtures fixtures __fixtures__ __mocks__ mocks
   __snapshots__ snapshots testcases acceptance bdd`.replace(/_/g, ''),
);

function isTest({ folders, name, extension }: FilePath): boolean {
  if (extension === 'snap' || extension === 'feature' || name === 'conftest.py') return true;
  if (folders.some((folder) => testFolders.has(folder) || /^\w+\.(unit)?tests?$|^\w{2,}uitests$/.test(folder)))
    return true;
  return isTestName(name);
}

/** Words that end like a test and are none. */
const noTests =
  /(la|con|at|pro|grea|fas|shor|smar|ligh|brigh|tigh|swif|so?f|hear|fit)test$|(^|[^a-z])(in|per|re|pro)?spec(ts?)?$/;

function isTestName(name: string): boolean {
  if (/[.\-_](test|tests|spec|specs|e2e|cy|stories\.test|unit)\.[a-z]{1,5}$/.test(name)) return true;
  if (/^test_[^.]+\.(py|rb|c|cpp|cc|rs|jl|php)$/.test(name) || /^tests?\.(py|rs|js|ts|rb|go|c|cpp)$/.test(name))
    return true;
  const named = /^([a-z0-9]+)\.(java|kt|kts|cs|swift|scala|groovy|php|fs|vb|m|cpp|cc)$/.exec(name)?.[1] ?? '';
  return /(test|tests|testcase|spec|it\.integration)$/.test(named) && !noTests.test(named);
}

const pipelineFolders = wordSet('.circleci .buildkite terraform helm k8s kubernetes ansible');

function isPipeline({ folders, name, whole }: FilePath): boolean {
  if (/\/\.github\/(workflows|actions)\//.test(whole) || whole.startsWith('/.gitlab/ci/')) return true;
  if (/^(dockerfile|containerfile)([.\-_].*)?$|\.dockerfile$/.test(name)) return true;
  if (/^(docker-)?compose([.\-_][\w.-]+)?\.ya?ml$/.test(name)) return true;
  if (
    /^(jenkinsfile|vagrantfile|procfile|\.gitlab-ci\.ya?ml|\.travis\.ya?ml|azure-pipelines?\.ya?ml|appveyor\.ya?ml)$/.test(
      name,
    )
  )
    return true;
  if (
    /^(bitbucket-pipelines|cloudbuild|buildspec|skaffold|serverless|netlify|vercel|fly|render|chart|kustomization)\.(ya?ml|toml|json)$/.test(
      name,
    )
  )
    return true;
  if (/\.(tf|tfvars|hcl|bicep|nomad)$/.test(name)) return true;
  return folders.some((folder) => pipelineFolders.has(folder)) && /\.(ya?ml|json|tpl|tf|j2|toml)$/.test(name);
}

const settingsNames = wordSet(
  `package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml bun.lockb bun.lock
   deno.json deno.lock lerna.json nx.json turbo.json pyproject.toml poetry.lock uv.lock pipfile pipfile.lock setup.cfg
   setup.py tox.ini cargo.toml cargo.lock go.mod go.sum go.work gemfile gemfile.lock composer.json composer.lock pom.xml
   build.gradle build.gradle.kts settings.gradle settings.gradle.kts gradle.properties gradlew mix.exs mix.lock
   package.swift podfile podfile.lock pubspec.yaml pubspec.lock makefile gnumakefile rakefile justfile taskfile.yml
   cmakelists.txt meson.build conanfile.txt vcpkg.json build.bazel workspace.bazel global.json nuget.config
   directory.build.props appsettings.json launchsettings.json application.yml application.yaml application.properties
   robots.txt environment.yml renovate.json codecov.yml mkdocs.yml manage.cfg web.config app.config angular.json
   babel.config.json flake.nix flake.lock stack.yaml rebar.config deps.edn project.clj build.sbt`,
);

const settingsFolders = wordSet('.vscode .idea .husky .devcontainer .cargo .config');

function isSettings({ folders, name, extension, stem }: FilePath): boolean {
  if (settingsNames.has(name) || /^(requirements|constraints)([-_.][\w-]+)*\.(txt|in)$/.test(name)) return true;
  if (/^(tsconfig|jsconfig|appsettings|application)[.\-_][\w.-]+\.(json|ya?ml|properties)$/.test(name)) return true;
  if (/^[\w-]+\.config\.(js|cjs|mjs|ts|cts|mts|json)$/.test(name)) return true;
  if (/^\.[\w-]+(rc|ignore|config|attributes)?(\.(js|cjs|mjs|ts|json|jsonc|ya?ml|toml))?$/.test(name)) return true;
  if (
    /^\.env(\..+)?$/.test(name) ||
    /\.(csproj|fsproj|vbproj|sln|gradle|gemspec|podspec|cabal|props|targets)$/.test(name)
  )
    return true;
  if (/^(ini|cfg|conf|cnf|properties|toml)$/.test(extension)) return true;
  if (folders.some((folder) => settingsFolders.has(folder))) return true;
  const dataLike = /^(json|jsonc|ya?ml|xml)$/.test(extension);
  return (
    dataLike &&
    (/^(config|configuration|settings)$/.test(stem) ||
      folders.some((folder) => /^(config|configs|settings)$/.test(folder)))
  );
}

const docsExtensions = wordSet('md mdx markdown mdown rst adoc asciidoc textile tex bib pod rdoc 1 7');
const docsFolders = wordSet('docs doc documentation wiki manual man adr adrs rfcs');
const docsNames =
  /^(readme|changelog|changes|history|contributing|license|licence|notice|authors|code_of_conduct|security|support|roadmap|copying|todo|upgrading|faq)(\.\w+)*$/;

function isDocs({ folders, name, extension }: FilePath): boolean {
  if (docsExtensions.has(extension) || docsNames.test(name)) return true;
  return folders.some((folder) => docsFolders.has(folder)) && /^(txt|html|svg|png|puml|drawio|)$/.test(extension);
}
