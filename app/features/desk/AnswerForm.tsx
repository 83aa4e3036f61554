import { Form } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { FoundInReply } from '#app/features/answers/unseen-findings.server.ts'
import type { FoundAnswer } from '#app/features/answers/store-answer.server.ts'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import type { Connection, ConnectionEvent } from '#app/live/connection.ts'
import { formatTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { formBeginning, mergedFields, theirFields } from './answer-fields.ts'
import { BoilerplatePicker } from './BoilerplatePicker.tsx'
import { DecisionFields, Lab } from './DecisionFields.tsx'
import { atQuery } from './desk-address.ts'
import { fieldsIn, type AnswerFields } from './draft-on-device.ts'
import { FormFoot } from './FormFoot.tsx'
import { itemParameters } from './item-parameters.ts'
import type { ItemView } from './item-view.server.ts'
import { PlanLinks } from './PlanLinks.tsx'
import { ScopeFields, ShareLine } from './ScopeFields.tsx'
import { TextConflict } from './TextConflict.tsx'
import { useAnswerDraft } from './use-answer-draft.ts'
import { formOf, type PointActs } from './use-point-acts.ts'

type Props = {
  view: ItemView
  /** What the workbench shows, as it stands in the address. */
  query: string
  acts: PointActs
  connection: Connection
  report: (event: ConnectionEvent) => void
  /** Whether something was typed that is not saved: then what a colleague saves does not replace it. */
  onTyped: (isTyped: boolean) => void
  /** Someone types, or stopped. */
  onWriting: (isWriting: boolean) => void
  /** Takes back what was just done. */
  onUndo: () => void
}

/** What the form shows, and of which answer it was made. */
type Filled = { fields: AnswerFields; seen: string; says: string; isChoice: boolean; times: number }

/** Decision, answer and where in the plan: typed with a net under it, and saved when one says so. */
export function AnswerForm(props: Props) {
  const { view } = props
  const mark = view.answer?.mark ?? ''
  const [begun] = useState(() => formBeginning(view))
  const [clash, setClash] = useState(begun.clash)
  const [filled, setFilled] = useState<Filled>(() => ({
    ...{ fields: begun.fields, seen: mark, times: 0 },
    isChoice: begun.from === 'taken' || (begun.from === 'change' && view.fromChange?.isAsked === true),
    says: saysOf(begun.from, view),
  }))
  return (
    <FilledForm
      key={filled.times}
      {...{ ...props, filled, clash }}
      fill={(fields, { seen = filled.seen, says = '' }) => {
        setClash(null)
        setFilled({ fields, seen, says, isChoice: true, times: filled.times + 1 })
      }}
    />
  )
}

function saysOf(from: ReturnType<typeof formBeginning>['from'], { draft, taken }: ItemView): string {
  if (from === 'taken' && taken)
    return `De tekst van ${taken.savedByName ?? 'eerder'} staat in het formulier. Nog niet bewaard als antwoord.`
  if (from === 'change')
    return 'Het besluit en de plek van de wijziging staan in het formulier. Nog niet bewaard als antwoord.'
  if (from === 'draft' && draft)
    return `Uw concept van ${formatTime(draft.savedAt)} staat er weer. Nog niet bewaard als antwoord.`
  return ''
}

function FilledForm({
  view,
  query,
  acts,
  connection,
  report,
  onTyped,
  onWriting,
  onUndo,
  filled,
  clash,
  fill,
}: Props & {
  filled: Filled
  /** The own draft that was typed over another answer than the one that is there now. */
  clash: AnswerFields | null
  fill: (fields: AnswerFields, with_: { seen?: string; says?: string }) => void
}) {
  const { process, point, answer, draft } = view
  const enhanced = useEnhanced()
  const element = useRef<HTMLFormElement>(null)
  const form = useForm(['answerPoint', 'removeAnswer'], {
    ...{ ...filled.fields, scope: answer?.scope ?? 'point', foundSeen: '' },
  })
  const { errors } = form
  const stale = form.found<FoundAnswer>('stale')
  const person = form.found<FoundInReply>('tellsOfPerson')
  const drafts = useAnswerDraft({
    ...{ form: element, url: paths.official.process.pointAct(process.slug, point.id), connection, report },
    ...{ of: { pointId: point.id, accountId: view.readerId }, mark: filled.seen, shown: filled.fields },
    savedAt: draft ? draft.savedAt.getTime() : null,
    onFound: (kept) => fill(kept.fields, { says: 'Wat u eerder typte, staat er weer. Nog niet bewaard als antwoord.' }),
  })
  const touch = () => {
    onTyped(true)
    onWriting(true)
    acts.forgetDone()
    drafts.typed()
  }
  useEffect(() => {
    if (filled.isChoice) touch()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the form begins with a text that someone chose
  }, [])
  useEffect(() => {
    if (form.answer) onTyped(true)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what came back was typed; that the page was drawn anew says nothing
  }, [form.answer])

  const [used, setUsed] = useState<string[]>([])
  const use = ({ id, text, disposition }: ItemView['boilerplates'][number]) => {
    const reply = element.current?.elements.namedItem('reply')
    if (!(reply instanceof HTMLTextAreaElement)) return
    reply.value = reply.value.trim() === '' ? text : `${reply.value.trimEnd()}\n\n${text}`
    const chosen = element.current?.querySelector('input[name="disposition"]:checked')
    if (disposition && !chosen)
      element.current?.querySelector<HTMLInputElement>(`input[name="disposition"][value="${disposition}"]`)?.click()
    setUsed((before) => [...new Set([...before, id])])
    touch()
    reply.focus()
  }
  const now = answer?.mark ?? ''
  const isOvertaken = enhanced && now !== filled.seen
  const theirs = stale ? stale.current : answer
  const isClash = stale !== null || clash !== null || isOvertaken
  const mine = (): AnswerFields => clash ?? (element.current ? fieldsIn(new FormData(element.current)) : filled.fields)
  const decide = (decision: 'mine' | 'theirs' | 'merged') => {
    const [own, other] = [mine(), theirFields(theirs, mine())]
    const seen = stale?.seen ?? now
    drafts.stop()
    if (decision === 'theirs') {
      drafts.forget()
      void acts.send(formOf('dropDraft', {}), { says: 'De tekst van uw collega staat in het formulier.', undo: null })
    }
    fill(decision === 'mine' ? own : decision === 'theirs' ? other : mergedFields(own, other), { seen })
  }
  const links = [...form.values('sectionIds'), ...form.values('paragraphIds')]
  const status = drafts.onlyHere
    ? 'Alleen op dit apparaat bewaard.'
    : drafts.isWaiting
      ? connection === 'lost'
        ? 'Geen verbinding. Uw tekst staat veilig in deze browser.'
        : 'Concept bewaren…'
      : drafts.keptAt !== null && drafts.fields !== null
        ? `Concept bewaard ${formatTime(new Date(drafts.keptAt))}`
        : answer
          ? `Bewaard door ${answer.updatedByName ?? 'de beheerder'}, ${formatTime(answer.updatedAt)}`
          : ''
  return (
    <Form
      ref={element}
      method="post"
      action={atQuery(paths.official.process.answer(process.slug, point.id), query, {
        [itemParameters.part]: 'antwoord',
      })}
      className="it-form"
      noValidate
      preventScrollReset
      onInput={({ target }) => !(target instanceof HTMLInputElement && target.name === 'find') && touch()}
      onSubmit={() => {
        drafts.stop()
        onTyped(false)
        onWriting(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        const main = event.currentTarget.querySelector<HTMLButtonElement>('button[data-main]')
        event.currentTarget.requestSubmit(main)
      }}
    >
      <div className="it-fields">
        <ErrorSummary
          errors={listedErrors(errors)}
          kept="Wat u hebt ingevuld, staat er nog. Het is nog niet bewaard als antwoord."
        />
        {filled.says !== '' && (
          <StatusMessage quiet icon="pencil">
            {filled.says}
          </StatusMessage>
        )}
        {person && (
          <Notice kind="warn" title="Het antwoord wordt openbaar">
            Haal dit uit het antwoord: {person.found.map(({ text }) => `“${text}”`).join(', ')}. Is het van een
            organisatie? Bewaar dan nog een keer. Voordat u publiceert, zegt u waarom het openbaar mag.
          </Notice>
        )}
        {isClash && (
          <TextConflict
            mine={clash ?? drafts.fields ?? filled.fields}
            {...{ theirs, by: theirs?.updatedByName ?? null, isShared: (answer?.shares ?? 0) > 1 }}
            onDecide={enhanced ? decide : null}
          />
        )}
        <DecisionFields
          value={form.value('disposition')}
          error={errors.disposition}
          forwardedTo={form.field('forwardedTo')}
        />
        <div>
          <Lab htmlFor="reply" keyName="A">
            Antwoord aan de indiener
          </Lab>
          {errors.reply && <FieldError id="reply-fout">{errors.reply}</FieldError>}
          <textarea
            id="reply"
            name="reply"
            dir="auto"
            rows={7}
            className="utrecht-textarea"
            defaultValue={form.value('reply')}
            aria-invalid={errors.reply ? true : undefined}
            aria-describedby={errors.reply ? 'reply-fout' : 'reply-uitleg'}
            onBlur={() => onWriting(false)}
          />
          <p id="reply-uitleg" className="small soft">
            Iedereen kan dit lezen. Schrijf wat u doet of niet doet, en waarom.
          </p>
          <BoilerplatePicker boilerplates={view.boilerplates} onUse={enhanced ? use : null} />
          {used.map((id) => (
            <input key={id} type="hidden" name="boilerplateIds" value={id} />
          ))}
          <ShareLine view={view} />
        </div>
        <PlanLinks
          {...{ slug: process.slug, error: errors.sectionIds, foundFor: view.foundFor }}
          chosen={view.parts.filter(({ id }) => links.includes(id))}
          onChange={touch}
        />
        <ScopeFields scopes={view.scopes} value={form.value('scope')} />
        <input type="hidden" name="seen" value={stale?.seen ?? filled.seen} />
        <input type="hidden" name="foundSeen" value={person?.foundSeen ?? form.value('foundSeen')} />
      </div>
      <FormFoot {...{ view, status, justDone: acts.justDone, onUndo }} onRemoved={() => drafts.forget()} />
    </Form>
  )
}
