import type { ReactNode } from 'react'
import { standWords, type QuestionnaireStand } from '#app/features/partners/questionnaire.ts'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import { paths } from '#app/paths.ts'
import { Tag, type TagTone } from '#app/ui/Marks.tsx'
import type { AskingView } from './asking-view.server.ts'

const tones: Record<QuestionnaireStand, TagTone> = { prepared: 'amber', open: 'moss', closed: 'slate' }

/** Title, where the questions stand, and the pages about partners. */
export function AskingHead({
  view,
  list,
  current,
  children,
}: {
  view: Pick<AskingView, 'process' | 'counts' | 'mayChange'>
  list: { stand: QuestionnaireStand; closesInWords: string | null } | null
  current: 'organisaties' | 'antwoorden' | 'vragen' | 'importeren'
  children?: ReactNode
}) {
  const { process, counts, mayChange } = view
  const pages = [
    { page: 'organisaties', label: 'Organisaties', href: paths.official.process.partners(process.slug) },
    ...(list
      ? [{ page: 'antwoorden', label: 'Antwoorden', href: paths.official.process.partnerAnswers(process.slug) }]
      : []),
    { page: 'vragen', label: 'Vragen en laatste dag', href: paths.official.process.partnerQuestions(process.slug) },
    { page: 'importeren', label: 'Uit een bestand', href: paths.official.process.partnerImport(process.slug) },
    { page: 'bijlage', label: 'Bijlage 2', href: paths.official.process.partnerAppendix(process.slug) },
  ]
  return (
    <WorkHead process={process} counts={counts} current="partners" title="Partners">
      {list && (mayChange || list.stand !== 'prepared') && (
        <p className="pq-stand">
          <Tag tone={tones[list.stand]}>vragen {standWords[list.stand]}</Tag>
          {list.closesInWords && <span>laatste dag: {list.closesInWords}</span>}
        </p>
      )}
      <nav className="sm-views" aria-label="Partners">
        {pages.map(({ page, label, href }) => (
          <a key={page} href={href} aria-current={page === current ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {children}
    </WorkHead>
  )
}
