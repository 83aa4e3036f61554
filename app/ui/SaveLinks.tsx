import { GoLink } from './Button.tsx'

/** A list as a file, for a spreadsheet or for other programs. `what` is read out with each link: 'csv van deze punten'. */
export function SaveLinks({ what, xlsx, csv }: { what: string; xlsx: string; csv: string }) {
  return (
    <span className="save-links">
      <GoLink href={xlsx} icon="download" plain>
        Excel <span className="vh">van {what}</span>
      </GoLink>
      <GoLink href={csv} icon="download" plain>
        csv <span className="vh">van {what}</span>
      </GoLink>
    </span>
  )
}
