import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import type { SourceFile } from './source-files.server.ts'

/** The source files beside a contribution, each to save; `under` stands under each of them. */
export function SourceFileList({
  slug,
  contributionId,
  files,
  under,
}: {
  slug: string
  contributionId: string
  files: readonly SourceFile[]
  under?: (file: SourceFile) => ReactNode
}) {
  return (
    <ul className="sf-list">
      {files.map((file) => (
        <li key={file.id}>
          <a href={paths.official.process.sourceFile(slug, contributionId, file.id)} className="go">
            <Icon name="download" />
            <span className="breakable">{file.name}</span>
          </a>
          <span className="small soft">{file.about}</span>
          {under?.(file)}
        </li>
      ))}
    </ul>
  )
}
