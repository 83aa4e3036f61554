import { useRef } from 'react'
import { useForm } from '#app/forms/use-form.ts'
import type { FoundInReply } from '#app/features/answers/unseen-findings.server.ts'
import type { FoundAnswer } from '#app/features/answers/store-answer.server.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { decisionOptions } from '#app/features/points/decision-words.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Checkboxes } from '#app/ui/Choices.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { CampaignView } from './campaign-view.server.ts'
import { amountOf } from './in-words.ts'
import { useKeptAnswer } from './use-kept-answer.ts'

/** The shared points, and the answer to one of them for all letters at once. */
export function CampaignAnswer({
  view,
  mayChange,
  readerId,
}: {
  view: CampaignView
  mayChange: boolean
  readerId: string
}) {
  const { campaign, process, shared, answer, figures } = view
  const page = paths.official.process.campaign(process.slug, campaign.id)
  return (
    <section className="sm-sec" aria-labelledby="antwoord">
      <div className="sm-sec__head">
        <h2 id="antwoord">Eén antwoord op {amountOf(shared.length, 'gedeeld punt', 'gedeelde punten')}</h2>
        {figures.waiting > 0 && (
          <p className="small soft">{amountOf(figures.waiting, 'brief wacht nog', 'brieven wachten nog')}</p>
        )}
      </div>
      <ul className="cp-shared">
        {shared.map((point) => (
          <li key={point.sharedId} className={point.sharedId === answer?.sharedId ? 'cp-current' : undefined}>
            <a
              href={`${withQuery(page, { punt: point.sharedId })}#antwoord`}
              aria-current={point.sharedId === answer?.sharedId || undefined}
            >
              {point.words}
            </a>
            <span className="small soft">{amountOf(point.letters, 'brief', 'brieven')}</span>
            <DispositionBadge disposition={point.disposition} />
          </li>
        ))}
      </ul>
      {figures.own !== null && figures.own > 0 && (
        <p className="small">
          <a href={withQuery(paths.official.process.points(process.slug), { campagne: campaign.id })}>
            Toon ook de eigen punten van {amountOf(figures.own, 'brief', 'brieven')}
          </a>
        </p>
      )}
      {answer && mayChange && !answer.isPublic && <AnswerForm key={answer.sharedId} {...{ view, answer, readerId }} />}
      {answer?.isPublic && <Notice>Dit antwoord is openbaar. Wijzig het bij het openbare punt.</Notice>}
    </section>
  )
}

type Answer = NonNullable<CampaignView['answer']>

function AnswerForm({
  view: { campaign, figures },
  answer,
  readerId,
}: {
  view: CampaignView
  answer: Answer
  readerId: string
}) {
  const { stored } = answer
  const words = useDecisionWords()
  const element = useRef<HTMLFormElement>(null)
  const form = useForm(
    'answerCampaign',
    {
      ...{ disposition: stored?.disposition, reply: stored?.reply, forwardedTo: stored?.forwardedTo },
      ...{ sectionIds: stored?.sectionIds ?? [], seen: stored?.mark ?? '', foundSeen: '' },
    },
    { sharedId: answer.sharedId },
  )
  const stale = form.found<FoundAnswer>('stale')
  const person = form.found<FoundInReply>('tellsOfPerson')
  const { isPutBack, keep } = useKeptAnswer(element, {
    ...{ sharedId: answer.sharedId, readerId, mark: stored?.mark ?? '', isShownAgain: form.answer !== null },
  })
  return (
    <form ref={element} method="post" className="cp-answer" noValidate onInput={keep}>
      <input type="hidden" name="campaignId" value={campaign.id} />
      <input type="hidden" name="sharedId" value={answer.sharedId} />
      <input type="hidden" name="seen" value={stale?.seen ?? form.value('seen')} />
      <input type="hidden" name="foundSeen" value={person?.foundSeen ?? form.value('foundSeen')} />
      <div className="form">
        <p className="cp-words" dir="auto">
          {answer.words}
        </p>
        {isPutBack && (
          <StatusMessage quiet icon="pencil">
            Wat u eerder typte, staat er weer. Nog niet bewaard als antwoord.
          </StatusMessage>
        )}
        {stale?.current && (
          <Notice kind="warn" title={`${stale.current.updatedByName ?? 'Een collega'} schreef intussen dit`}>
            <p dir="auto">{stale.current.reply}</p>
          </Notice>
        )}
        <Select
          {...form.field('disposition')}
          label="Besluit"
          empty="Kies een besluit"
          options={decisionOptions(words, form.value('disposition'))}
        />
        <TextArea
          {...form.field('reply')}
          label="Antwoord"
          description="Alle indieners van deze brieven en iedereen kunnen dit lezen."
          rows={6}
        />
        <TextInput
          {...form.field('forwardedTo')}
          label="Doorgeleid naar"
          optional={!form.value('disposition').startsWith('forwarded')}
          description="Alleen bij “Doorgeleid”."
        />
        {answer.sections.length > 0 && (
          <Fold
            id="plek"
            open={form.errors.sectionIds !== undefined || form.values('sectionIds').length > 0 || undefined}
            summary="Plek in het plan"
          >
            <Checkboxes
              name="sectionIds"
              legend="Over welke onderdelen van het plan gaat dit antwoord?"
              optional
              values={form.values('sectionIds')}
              error={form.errors.sectionIds}
              choices={answer.sections.map(({ id, number, heading }) => ({
                value: id,
                label: sectionInWords({ number, heading }),
              }))}
            />
          </Fold>
        )}
      </div>
      <div>
        <h3>Als u dit bewaart</h3>
        <ul className="cp-then">
          <li>
            <Icon name="check" />
            {amountOf(answer.letters, 'brief krijgt', 'brieven krijgen')} dit antwoord op dit punt
          </li>
          {(figures.own ?? 0) > 0 && (
            <li>
              <Icon name="check" />
              {amountOf(figures.own ?? 0, 'brief houdt', 'brieven houden')} daarnaast een eigen punt
            </li>
          )}
          {answer.otherwise > 0 && (
            <li>
              <Icon name="lock" />
              {amountOf(answer.otherwise, 'punt heeft', 'punten hebben')} al een ander antwoord en{' '}
              {answer.otherwise === 1 ? 'verandert' : 'veranderen'} niet
            </li>
          )}
        </ul>
        <Button variant="primary-action" name="act" value="answerCampaign">
          Bewaar voor {amountOf(answer.points, 'punt', 'punten')}
        </Button>
        <p className="small soft gap-1">Berichten gaan pas uit bij de publicatie van de antwoorden.</p>
      </div>
    </form>
  )
}
