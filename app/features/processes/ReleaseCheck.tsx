import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { CheckList } from '#app/ui/Marks.tsx'
import type { EditorSection } from './editor-sections.ts'
import { hrefOfField } from './editor-sections.ts'
import type { CheckItem } from './release-checklist.ts'

/** What stands between a draft and its release. The button always works: it goes to the first gap, or on to the release. */
export function ReleaseCheck({
  slug,
  missing,
  done,
  current,
}: {
  slug: string
  missing: readonly CheckItem[]
  done: readonly CheckItem[]
  current?: EditorSection
}) {
  const first = missing[0]
  const href = first ? hrefOfField(slug, first.field, current) : paths.official.process.release(slug)
  return (
    <aside className="sm-check" aria-labelledby="nog-te-doen">
      <h2 id="nog-te-doen">{headingOf(missing.length)}</h2>
      <CheckList
        misses={missing.map(({ title, why, field }) => ({
          text: title,
          reason: why,
          href: hrefOfField(slug, field, current),
        }))}
        done={done.map(({ title }) => title)}
      />
      {current !== 'release' && (
        <>
          <p className="gap-3">
            <ButtonLink href={href} variant={first ? 'secondary' : 'primary-action'} wide>
              Vrijgeven
            </ButtonLink>
          </p>
          {first && (
            <p className="tiny soft gap-1">
              U kunt de knop altijd gebruiken. Zolang er iets ontbreekt, brengt hij u naar dat veld.
            </p>
          )}
        </>
      )}
    </aside>
  )
}

function headingOf(missing: number): string {
  if (missing === 0) return 'Alles voor de vrijgave is ingevuld'
  return missing === 1 ? 'Nog 1 ding voor u kunt vrijgeven' : `Nog ${missing} dingen voor u kunt vrijgeven`
}
