/** One project: the folder of a repository, or one that is open and in none. */
export interface Project {
  /** Absolute path. */
  readonly folder: string;
  /** The folder's own name, as decisions name their workspace. */
  readonly name: string;
}

/**
 * Whether a decision was made in a project. One that names no repository is known by the name of its folder alone.
 * @param texts the private texts of its suggestion
 */
export function isOfProject(texts: Readonly<Record<string, string>>, { folder, name }: Project): boolean {
  const { repository, workspace } = texts;
  return repository === undefined ? workspace === name : repository === folder;
}
