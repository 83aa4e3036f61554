import { paths } from '#app/paths.ts'

/** Files that stand beside the work; with more they would push it away, and the page of the files has them all. */
const IN_SIGHT = 3

/** The source files of a contribution on one line, each to save, and the page on which they are kept. */
export function SourceFileLinks({
  slug,
  contributionId,
  files,
}: {
  slug: string
  contributionId: string
  files: readonly { id: string; name: string }[]
}) {
  return (
    <p className="small soft wk-facts wk-files">
      {files.slice(0, IN_SIGHT).map(({ id, name }) => (
        <a key={id} href={paths.official.process.sourceFile(slug, contributionId, id)} className="breakable">
          <span className="vh">Bronbestand: </span>
          {name}
        </a>
      ))}
      <a href={paths.official.process.sourceFiles(slug, contributionId)}>
        {files.length > IN_SIGHT ? `Alle ${files.length} bronbestanden` : 'Bronbestanden'}
      </a>
    </p>
  )
}
