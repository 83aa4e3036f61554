import { sourceFilesPath } from './source-file.ts'

/** The source files of a contribution on one line, each to save, and the page on which they are kept. */
export function SourceFileLinks({ slug, contributionId, files }: { slug: string; contributionId: string; files: readonly { id: string; name: string }[] }) {
  return (
    <p className="small soft wk-facts wk-files">
      {files.map(({ id, name }) => (
        <a key={id} href={sourceFilesPath(slug, contributionId, id)} className="breakable">
          <span className="vh">Bronbestand: </span>
          {name}
        </a>
      ))}
      <a href={sourceFilesPath(slug, contributionId)}>Bronbestanden</a>
    </p>
  )
}
