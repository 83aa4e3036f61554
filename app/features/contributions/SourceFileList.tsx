import type { ReactNode } from 'react'
import { Icon } from '#app/ui/Icon.tsx'
import type { SourceFile } from './source-files.server.ts'
import { sourceFilesPath } from './source-file.ts'

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
          <a href={sourceFilesPath(slug, contributionId, file.id)} className="go">
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
