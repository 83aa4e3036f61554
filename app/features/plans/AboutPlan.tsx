import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'

type Described = {
  title: string
  fileName: string
  importedAt: string
  /** Of each heading, in reading order. */
  sizes: readonly { level: number; paragraphs: number }[]
  warnings: readonly string[]
  /** How many lines look like no part of it. */
  leftovers: number
  /** How many pictures nobody described. */
  undescribed: number
}

/** Which file the plan came from, how large it is, and what to check of it. */
export function AboutPlan({ slug, plan, mayEdit }: { slug: string; plan: Described; mayEdit: boolean }) {
  const { title, fileName, importedAt, sizes, warnings, leftovers, undescribed } = plan
  return (
    <>
      <p>
        <b>{title}</b>
        <br />
        <span className="soft small">
          {fileName}, gelezen op {importedAt}. {countOf(sizes)}
        </span>
      </p>
      <GoLink href={paths.public.planChapter(slug)} icon="eye">
        Bekijk het plan zoals bewoners het zien
      </GoLink>
      {mayEdit && (warnings.length > 0 || leftovers > 0 || undescribed > 0) && (
        <Notice kind="warn" title="Controleer dit">
          <ul className="sm-bullets">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
            {undescribed > 0 && (
              <li>
                Van {undescribed === 1 ? '1 afbeelding' : `${undescribed} afbeeldingen`} is nog niet gezegd wat er te
                zien is. <a href={paths.official.process.planFigures(slug)}>Beschrijf de afbeeldingen</a>
              </li>
            )}
            {leftovers > 0 && (
              <li>
                {leftovers === 1 ? '1 regel hoort' : `${leftovers} regels horen`} misschien niet bij het plan, zoals
                paginanummers, losse regels van een tabel of knoppen van een website.{' '}
                <a href={paths.official.process.planLeftovers(slug)}>Kijk wat weg kan</a>
              </li>
            )}
          </ul>
        </Notice>
      )}
    </>
  )
}

function countOf(headings: readonly { level: number; paragraphs: number }[]): string {
  const chapters = headings.filter(({ level }) => level === 1).length
  const paragraphs = headings.reduce((sum, heading) => sum + heading.paragraphs, 0)
  return `${chapters === 1 ? '1 hoofdstuk' : `${chapters} hoofdstukken`}, ${headings.length} koppen, ${paragraphs === 1 ? '1 alinea' : `${paragraphs} alinea’s`}.`
}
