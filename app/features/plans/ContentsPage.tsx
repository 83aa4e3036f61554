import type { ReactNode } from 'react'
import { PreviewBanner } from '#app/features/processes/PreviewBanner.tsx'
import { paths } from '#app/paths.ts'
import { ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import type { ChapterEntry } from './contents.ts'
import { ContentsList } from './PlanContents.tsx'
import { PlanTools } from './PlanTools.tsx'
import { saysReadingTime } from './reading-time.ts'

/** The contents of a plan of several chapters: what there is to read, and where to begin. */
export function ContentsPage({
  about: { slug, title, version, preview, actionItems },
  chapters,
  words,
  notices,
  search,
}: {
  about: { slug: string; title: string; version: string; preview: boolean; actionItems: number }
  chapters: readonly ChapterEntry[]
  words: number
  /** Above the list. */
  notices: ReactNode
  /** The field to search in the plan. */
  search: ReactNode
}) {
  const first = chapters[0]
  return (
    <>
      {preview && <PreviewBanner slug={slug} />}
      <Page wrap={false} className="is-flush">
        <TitleBand
          crumbs={[
            { href: paths.public.home(), label: 'Alle plannen' },
            { href: paths.public.process(slug), label: title },
          ]}
          title="Lees het plan"
          lede={`${firstUpper(version)}, ${saysReadingTime(words)}. Kies een onderwerp, of begin bij het begin.`}
        >
          {first && (
            <div className="gap-4">
              <Buttons>
                <ButtonLink variant="primary-action" href={first.href}>
                  Begin bij het begin
                </ButtonLink>
                <ButtonLink variant="quiet" icon="file-text" href={paths.public.planWhole(slug)}>
                  Alles op één pagina
                </ButtonLink>
              </Buttons>
            </div>
          )}
        </TitleBand>
        <Wrap className="process">
          {notices}
          <PlanTools slug={slug} actionItems={actionItems} search={search} />
          <ContentsList chapters={chapters} />
        </Wrap>
      </Page>
    </>
  )
}

/** With a capital, for the beginning of a sentence. */
export const firstUpper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
