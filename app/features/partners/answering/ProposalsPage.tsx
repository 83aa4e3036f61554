import { proposalHeading } from '#app/features/contributions/proposal.ts'
import { ProposalFields } from '#app/features/contributions/ProposalFields.tsx'
import { ProposedChanges } from '#app/features/contributions/ProposedChanges.tsx'
import type { ReadableParagraph } from '#app/features/plans/paragraph-by-number.server.ts'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponseHead } from './ResponseHead.tsx'
import type { ResponsePageData } from './response-page.server.ts'
import type { ColleagueProposal, ParagraphProposals } from './response-proposals.server.ts'
import { leaderWords, mayLead } from './response-view.ts'

export type ProposalsData = ResponsePageData & {
  ofParagraphs: ParagraphProposals[]
  /** The paragraph that was asked for; null when none was, or when it is not one to change. */
  paragraph: ReadableParagraph | null
  /** What was asked for, as it was typed; '' for nothing. */
  asked: string
  /** What the reader proposed for it before. */
  own: { words: string; reason: string } | null
  isReleased: boolean
}

const says: Record<string, string> = {
  proposeWords: 'Uw voorstel is bewaard. Uw collega’s zien het.',
  chooseProposal: 'Dit voorstel gaat mee.',
  refuseProposal: 'De reden is bewaard. Uw collega kan hem lezen.',
}

/** Other words for the plan: what colleagues propose, which of it goes along, and proposing. */
export function ProposalsPage({ data }: { data: ProposalsData }) {
  const { view, responseId, ownId, ofParagraphs, paragraph } = data
  const leads = mayLead(view.people, ownId)
  const isWriting = view.stand === 'open' && (view.state === 'draft' || view.state === 'invited')
  const { errors } = useForm(['proposeWords', 'chooseProposal', 'refuseProposal'])
  const words = says[data.said ?? '']
  return (
    <Page wrap={false} className="sm-page pa">
      <ResponseHead {...{ view, responseId, ownId }} page="Andere woorden voor het plan" />
      <ErrorSummary errors={listedErrors(errors, (name) => (name === 'proposal' ? 'voorstel' : name))} />
      {words && <StatusMessage>{words}</StatusMessage>}
      <p className="gap-2">
        {leads
          ? 'Kies wat uw organisatie inbrengt. Wie u niet kiest, krijgt uw reden te zien.'
          : `Wat u voorstelt, zien uw collega’s. Wat meegaat, kiest ${leaderWords(view.people)}.`}
      </p>
      {ofParagraphs.map((ofParagraph) => (
        <section
          key={ofParagraph.paragraph.id}
          className="pp"
          aria-labelledby={`alinea-${ofParagraph.paragraph.number}`}
        >
          <h2 id={`alinea-${ofParagraph.paragraph.number}`}>
            Alinea {ofParagraph.paragraph.number}, {ofParagraph.paragraph.heading}
          </h2>
          {ofParagraph.proposals.map((proposal) => (
            <Proposal
              key={proposal.id}
              {...{ proposal, ownId }}
              partnerName={view.partnerName}
              mayChoose={leads && isWriting}
            />
          ))}
        </section>
      ))}
      {isWriting &&
        (data.isReleased ? (
          <Propose key={paragraph?.id ?? ''} data={data} />
        ) : (
          <Notice title="Het plan is nog niet vrijgegeven">
            Andere woorden kunt u voorstellen zodra bewoners het plan lezen.
          </Notice>
        ))}
    </Page>
  )
}

function Proposal({
  proposal,
  ownId,
  partnerName,
  mayChoose,
}: {
  proposal: ColleagueProposal
  ownId: string
  partnerName: string
  mayChoose: boolean
}) {
  const { id, by, at, reason, changes, state, refusal } = proposal
  const form = useForm('refuseProposal', { refusal }, { proposalId: id })
  return (
    <article className={state === 'chosen' ? 'pp-row is-chosen' : 'pp-row'} aria-label={`Voorstel van ${by.name}`}>
      <p className="pp-who">
        <b>{by.id === ownId ? `${by.name} (u)` : by.name}</b>
        <span className="soft small">{formatDateTime(new Date(at))}</span>
      </p>
      <div>
        <p className="pp-says">{changes.says}</p>
        {changes.pieces && <ProposedChanges pieces={changes.pieces} />}
        {reason.trim() !== '' && <p className="soft small">‘{reason.trim()}’</p>}
      </div>
      <div className="pp-acts">
        {state === 'chosen' && (
          <p className="pp-says">
            <Icon name="check-circle" /> Dit brengt {partnerName} in
          </p>
        )}
        {state === 'refused' && (
          <div>
            <p className="pp-says">Niet gekozen</p>
            <p className="small">{refusal}</p>
          </div>
        )}
        {state === 'open' && !mayChoose && <p className="soft small">Nog niet gekozen</p>}
        {mayChoose && (
          <>
            {state !== 'chosen' && (
              <form method="post">
                <input type="hidden" name="proposalId" value={id} />
                <Button name="act" value="chooseProposal">
                  Kies dit voorstel
                </Button>
              </form>
            )}
            <Fold summary={state === 'refused' ? 'Wijzig de reden' : 'Kies het niet'} open={form.answer !== null}>
              <form method="post" noValidate className="pp-acts">
                <input type="hidden" name="proposalId" value={id} />
                <TextArea
                  {...form.field('refusal')}
                  id={form.answer ? 'refusal' : `waarom-${id}`}
                  label="Waarom kiest u dit niet?"
                  rows={3}
                  short
                />
                <Button name="act" value="refuseProposal">
                  Bewaar de reden
                </Button>
              </form>
            </Fold>
          </>
        )}
      </div>
    </article>
  )
}

function Propose({ data: { responseId, paragraph, asked, own } }: { data: ProposalsData }) {
  const here = paths.partner.responseProposals(responseId)
  const stored = { proposal: own?.words ?? paragraph?.text, reason: own?.reason ?? '' }
  const form = useForm('proposeWords', stored, { paragraphId: paragraph?.id ?? '' })
  return (
    <section className="pp-new" aria-labelledby="voorstellen">
      <h2 id="voorstellen">{paragraph ? proposalHeading(paragraph.number) : 'Stel andere woorden voor'}</h2>
      <form method="get" action={here} className="pp-find">
        <TextInput
          name="alinea"
          label="Nummer van de alinea"
          width="short"
          inputMode="numeric"
          defaultValue={asked}
          description="Dat staat in het plan naast de tekst."
          error={
            asked !== '' && !paragraph
              ? 'Voor deze alinea kan het niet. Kies een nummer van een tekst uit het plan.'
              : undefined
          }
        />
        <Button>Haal de tekst op</Button>
      </form>
      {paragraph && (
        <form method="post" action={`${here}?alinea=${paragraph.number}`} noValidate className="form">
          <input type="hidden" name="paragraphId" value={paragraph.id} />
          <ProposalFields
            keepFor=""
            old={paragraph.text}
            words={form.value('proposal')}
            {...(form.errors.proposal && { error: form.errors.proposal })}
            quiet
          />
          <TextArea {...form.field('reason')} label="Waarom wilt u dit? (hoeft niet)" rows={3} short />
          <Buttons>
            <Button variant="primary-action" name="act" value="proposeWords">
              Bewaar uw voorstel
            </Button>
          </Buttons>
        </form>
      )}
    </section>
  )
}
