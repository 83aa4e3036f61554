import { Form } from '@remix-run/react'
import { useDeferredValue, useState } from 'react'
import type { FoundInReply } from '#app/features/answers/unseen-findings.server.ts'
import type { FoundAnswer } from '#app/features/answers/store-answer.server.ts'
import { proposalHeading } from '#app/features/contributions/proposal.ts'
import { proposedChanges } from '#app/features/contributions/proposed-changes.ts'
import { ProposedChanges } from '#app/features/contributions/ProposedChanges.tsx'
import { paragraphsInWords } from '#app/features/plans/versions/paragraphs-in-words.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { FieldError, TextArea } from '#app/ui/Field.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { ProposalView } from './proposal-view.server.ts'

type Props = {
  view: ProposalView
  slug: string
  pointId: string
  /** The answer that the point has: its text, and the mark of it. */
  answer: { reply: string; mark: string } | null
  mayTake: boolean
}

/** Other words that a point proposes for a paragraph, word by word, and taking them over in the plan. */
export function ProposalToTake({ view, slug, pointId, answer, mayTake }: Props) {
  const { paragraph, changes, reason, places, isTaken, beginsVersion, isAdopted } = view
  const editor = (part?: string) => withQuery(paths.official.process.plan(slug), { onderdeel: part ?? null })
  const numbers = places.map(({ number }) => number)
  return (
    <section className="take" aria-labelledby="voorstel-kop">
      <div className="take__head">
        <h3 id="voorstel-kop">{proposalHeading(paragraph.number)}</h3>
        <p className="soft small">{changes.says}</p>
      </div>
      {changes.pieces && <ProposedChanges pieces={changes.pieces} />}
      {reason !== '' && (
        <div className="take__reason">
          <p className="soft small">Waarom</p>
          <Verbatim text={reason} />
        </div>
      )}
      {isTaken && (
        <p className="take__done">
          Het plan is om dit punt gewijzigd.{' '}
          <a href={editor(places[0]?.id)}>
            {numbers.length > 0 ? `Bekijk ${paragraphsInWords(numbers)}` : 'Open het plan'}
          </a>
        </p>
      )}
      {isAdopted && !isTaken && <p className="soft">Het plan is vastgesteld. De tekst kan niet meer veranderen.</p>}
      {mayTake && !isAdopted && !isTaken && (
        <>
          {beginsVersion && (
            <p className="soft small">Er is nog geen volgende versie van het plan. Die begint als u dit overneemt.</p>
          )}
          {places.length === 0 && (
            <p className="take__warn">
              Deze alinea staat niet meer in de nieuwe versie. Zet de woorden zelf waar ze horen.{' '}
              <a href={editor()}>Open het plan</a>
            </p>
          )}
          {places.length > 1 && (
            <p className="take__warn">
              Deze alinea is in de nieuwe versie gesplitst in {paragraphsInWords(numbers)}. Kies waar u de woorden
              overneemt.
            </p>
          )}
          {places.map((place) => (
            <TakeAt key={place.id} {...{ view, place, pointId, answer }} isOnly={places.length === 1} />
          ))}
        </>
      )}
    </section>
  )
}

type AtPlace = Pick<Props, 'view' | 'pointId' | 'answer'> & { place: ProposalView['places'][number]; isOnly: boolean }

/** Taking the words over at one paragraph: as they are, or after changing them. */
function TakeAt(props: AtPlace) {
  const { view, place, isOnly } = props
  const part = useForm('takeOverProposal', {}, { how: 'part', part: place.id })
  return (
    <div className="take__place">
      {!isOnly && <h4>Alinea {place.number}</h4>}
      {place.changes && (
        <div className="take__warn">
          <p>
            Alinea {place.number} is in de nieuwe versie al gewijzigd. Zo verandert het voorstel wat er nu staat
            {place.changes.pieces ? `: ${place.changes.says.toLowerCase()}.` : ': niets, deze woorden staan er al.'}
          </p>
          {place.changes.pieces && <ProposedChanges pieces={place.changes.pieces} />}
        </div>
      )}
      {view.leavesOut ? (
        <p className="take__warn">
          In deze woorden is iets weggelaten. Ze kunnen dus niet in hun geheel in het plan. Schrijf hieronder wat er wel
          komt te staan.
        </p>
      ) : (
        <TakeForm {...props} how="whole" />
      )}
      <Fold summary="Neem een deel over" open={view.leavesOut || part.answer !== null}>
        <TakeForm {...props} how="part" />
      </Fold>
      <p className="small">
        <a href="#besluit">Niet overnemen: geef hieronder antwoord</a>
      </p>
      {view.removes && <p className="soft small">Wat u weghaalt, blijft in de vorige versie te lezen.</p>}
    </div>
  )
}

/** The reply that is there already, or one that says no more than what is done. */
const replyOf = ({ answer, view }: AtPlace, how: 'whole' | 'part') =>
  answer?.reply ?? (how === 'part' ? '' : view.removes ? 'Wij halen deze alinea weg.' : 'Wij nemen uw woorden over.')

function TakeForm(props: AtPlace & { how: 'whole' | 'part' }) {
  const { view, place, pointId, answer, how } = props
  const before = how === 'part' && view.removes ? place.now : place.words
  const stored = { words: before, reply: replyOf(props, how), answerSeen: answer?.mark ?? '', foundSeen: '' }
  const form = useForm('takeOverProposal', stored, { how, part: place.id })
  const [words, setWords] = useState(form.value('words'))
  const compared = useDeferredValue(words)
  const inWords = form.found<FoundInReply>('wordsTellOfPerson')
  const inReply = form.found<FoundInReply>('tellsOfPerson')
  const found = inWords ?? inReply
  const theirs = form.found<FoundAnswer>('stale')
  const id = `${how}-${place.number}`
  const wordsError = form.errors.words
  return (
    <Form method="post" className="take__form" noValidate>
      <input type="hidden" name="pointId" value={pointId} />
      <input type="hidden" name="part" value={place.id} />
      <input type="hidden" name="how" value={how} />
      <input type="hidden" name="seen" value={place.seen} />
      <input type="hidden" name="answerSeen" value={theirs?.seen ?? form.value('answerSeen')} />
      <input type="hidden" name="foundSeen" value={found?.foundSeen ?? form.value('foundSeen')} />
      {form.errors[''] && <FieldError id={`${id}-fout`}>{form.errors['']}</FieldError>}
      {how === 'whole' ? (
        <>{wordsError && <FieldError id={`${id}-woorden-fout`}>{wordsError}</FieldError>}</>
      ) : (
        <>
          <TextArea
            {...form.field('words')}
            id={`${id}-woorden`}
            label={`Zo komt alinea ${place.number} in het plan`}
            rows={Math.min(16, Math.max(5, Math.ceil(words.length / 60) + 1))}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
          <Result old={place.now} words={compared} />
        </>
      )}
      {found && (
        <Notice kind="warn" title={inWords ? 'Het plan wordt openbaar' : 'Het antwoord wordt openbaar'}>
          Haal dit uit {inWords ? 'de woorden' : 'het antwoord'}:{' '}
          {found.found.map(({ text }) => `“${text}”`).join(', ')}. Mag het er staan, bijvoorbeeld omdat het van een
          organisatie is? Kies dan nog een keer “{labelOf(view, place, how)}”.
        </Notice>
      )}
      {theirs?.current && (
        <div className="take__warn">
          <p>Dit antwoord schreef {theirs.current.updatedByName ?? 'een collega'} intussen:</p>
          <Verbatim text={theirs.current.reply} />
        </div>
      )}
      <TextArea
        {...form.field('reply')}
        id={`${id}-antwoord`}
        label={how === 'part' ? 'Antwoord: wat nam u over, en waarom niet alles?' : 'Antwoord'}
        rows={3}
      />
      <Buttons>
        <Button variant={how === 'whole' ? 'primary-action' : undefined} name="act" value="takeOverProposal">
          {labelOf(view, place, how)}
        </Button>
      </Buttons>
    </Form>
  )
}

function labelOf({ removes }: ProposalView, { changes }: AtPlace['place'], how: 'whole' | 'part'): string {
  if (how === 'part') return 'Neem dit deel over'
  if (removes) return 'Neem over: haal de alinea weg'
  return changes ? 'Neem over in plaats van wat er nu staat' : 'Neem over'
}

/** What the typed words change in what is there now. */
function Result({ old, words }: { old: string; words: string }) {
  const { says, pieces } = proposedChanges(old, words, { removed: 'De hele alinea weg' })
  return (
    <div className="take__result">
      <p className="soft small" role="status">
        {pieces ? says : 'Er verandert niets'}
      </p>
      {pieces && <ProposedChanges pieces={pieces} />}
    </div>
  )
}
