import { paths } from '#app/paths.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { AnswerTexts } from './ReadAnswer.tsx'
import { NO_POINTS_TEXT } from './response-view.ts'
import type { ShownVersion } from './versions-page.server.ts'

/** Each time that a response was sent, whole as it was. */
export function VersionsPage({
  responseId,
  partnerName,
  processTitle,
  isWithdrawn,
  versions,
}: {
  responseId: string
  partnerName: string
  processTitle: string
  /** Reopened, and not sent again. */
  isWithdrawn: boolean
  versions: readonly ShownVersion[]
}) {
  const path = paths.partner.response(responseId)
  return (
    <Page wrap={false} className="sm-page pa">
      <Crumbs
        items={[
          { href: paths.partner.home(), label: 'Uw uitnodigingen' },
          { href: path, label: partnerName },
        ]}
      />
      <p className="soft small">{processTitle}</p>
      <h1>Wat {partnerName} verzond</h1>
      {isWithdrawn && (
        <div className="gap-2">
          <Notice kind="warn" title="De gemeente heeft nu geen inbreng van u">
            Uw inbreng is weer open. Hieronder staat wat u eerder verzond.
          </Notice>
        </div>
      )}
      {versions.length === 0 ? (
        <div className="gap-3">
          <Empty
            title="Er is nog niets verzonden"
            action={
              <GoLink href={path} arrow>
                Naar de inbreng
              </GoLink>
            }
          >
            Na het verzenden staat hier precies wat de gemeente kreeg.
          </Empty>
        </div>
      ) : (
        <div className="pa-check">
          {versions.map((version) => (
            <section key={version.number} className="sm-sec" aria-labelledby={`versie-${version.number}`}>
              <h2 id={`versie-${version.number}`} className="read">
                {versions.length > 1 ? `Versie ${version.number}` : 'Uw inbreng'}
              </h2>
              <p className="small soft under-3">{`Verzonden op ${version.sentAt}${version.sentBy ? ` door ${version.sentBy}` : ''}.`}</p>
              {!version.hasPoints && <p>{NO_POINTS_TEXT}</p>}
              {version.answers.map((answer) => (
                <div key={answer.questionId} className="pa-version">
                  <h3>
                    {answer.number}. {answer.heading}
                  </h3>
                  {answer.items.length === 0 ? (
                    <p className="soft">
                      {answer.state === 'notApplicable' ? 'Niet van toepassing.' : 'Overgeslagen.'}
                    </p>
                  ) : (
                    <AnswerTexts texts={answer.items} isList={answer.kind === 'points'} />
                  )}
                </div>
              ))}
            </section>
          ))}
        </div>
      )}
    </Page>
  )
}
