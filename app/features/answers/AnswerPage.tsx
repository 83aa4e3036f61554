import { NotPublicNote } from '#app/features/contributions/NotPublicNote.tsx'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { contributionTitle } from '#app/features/points/point-number.ts'
import { CURRENT_POINT, PointText } from '#app/features/points/PointText.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { shownText } from '#app/features/points/reading-pieces.ts'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import type { FoundInReply } from './answer-point.server.ts'
import { PointAnswerFields } from './PointAnswerFields.tsx'
import type { AnswerView } from './answer-view.server.ts'
import { Conflict } from './Conflict.tsx'
import type { FoundAnswer } from './store-answer.server.ts'

/** Characters of a contribution from which the point is not always in sight beside its answer. */
const LONG_TEXT = 800

/** Who may not answer reads what is there. */
type View = AnswerView & { mayAnswer: boolean }

/** The screen to answer one point: the words on the left, the answer on the right. */
export function AnswerPage({ view, said }: { view: View; said: string | null }) {
  const { process, point, points, contribution, answer, isFixed, neighbours } = view
  const form = useForm(['answerPoint', 'removeAnswer'], {
    themeId: point.themeId,
    disposition: answer?.disposition,
    reply: answer?.reply,
    forwardedTo: answer?.forwardedTo,
    sectionIds: answer?.sectionIds ?? [],
    // What the scope covers comes along by itself.
    otherPointIds:
      (answer?.scope === 'question' || answer?.scope === 'contribution'
        ? answer.elsewhere
        : answer?.pointIds.filter((id) => id !== point.id)) ?? [],
    scope: answer?.scope ?? 'point',
    seen: answer?.mark,
    foundSeen: '',
  })
  const stale = form.found<FoundAnswer>('stale')
  const person = form.found<FoundInReply>('tellsOfPerson')
  // Who saves again has seen what a colleague wrote, and what was found.
  const seen = { answer: stale?.seen ?? form.value('seen'), found: person?.foundSeen ?? form.value('foundSeen') }
  return (
    <>
      <section className="sm-pane sm-pane--text" id="tekst" tabIndex={-1} data-keys="tekst" aria-labelledby="van-wie">
        <div className="wk-stay">
          <div className="sm-phead">
            <div className="sm-phead__r">
              <h2 id="van-wie">
                {contributionTitle(contribution.number)}, {contribution.name}
              </h2>
              <a href={`${paths.official.process.split(process.slug, contribution.id)}?punt=${point.id}`}>
                {isFixed || !view.mayAnswer ? 'Bekijk de splitsing' : 'Splitsing aanpassen'}
              </a>
            </div>
            <p className="sm-meta">
              <span>{contribution.facts}</span>
              <span>
                {points.length} {points.length === 1 ? 'punt' : 'punten'}
              </span>
              {!contribution.isSplit && <span>splitsing nog niet klaar</span>}
            </p>
          </div>
          <NotPublicNote words={contribution.notPublic} />
          {point.range === null || point.summary !== '' ? (
            <div className="wk-summary">
              <p className="small soft">
                {point.range === null ? 'Het punt in woorden van de gemeente' : 'Samengevat'}
              </p>
              <p dir="auto">{point.summary}</p>
            </div>
          ) : null}
          <PointText
            text={contribution.text}
            sentences={contribution.sentences}
            points={points}
            nonPoints={contribution.nonPoints}
            findings={contribution.findings}
            questions={contribution.questions}
            headings={contribution.headings}
            currentId={point.id}
            hrefOf={(id) => paths.official.process.answer(process.slug, id)}
          />
        </div>
      </section>
      <section className="sm-pane wk-answer" id="antwoord" tabIndex={-1} aria-label={`Antwoord op punt ${point.label}`}>
        <Outside view={view} />
        {point.range !== null && points.length > 1 && view.outside?.form !== 'quotation' && (
          <InShort view={view} range={point.range} />
        )}
        {isFixed || !view.mayAnswer ? (
          <FixedAnswer view={view} />
        ) : (
          <form method="post" className="form" noValidate>
            {said && (
              <StatusMessage>
                {said}
                {answer && answer.pointIds.length > 1 && ` Dit antwoord geldt voor ${answer.pointIds.length} punten.`}
              </StatusMessage>
            )}
            <ErrorSummary
              errors={listedErrors(form.errors)}
              kept="Wat u hebt ingevuld, staat er nog. Het is nog niet bewaard."
            />
            {person && (
              <Notice kind="warn" title="Het antwoord wordt openbaar">
                Haal dit uit het antwoord: {person.found.map(({ text }) => `“${text}”`).join(', ')}. Is het van een
                organisatie? Bewaar dan nog een keer. Voordat u publiceert, zegt u waarom het openbaar mag.
              </Notice>
            )}
            {stale && <Conflict current={stale.current} base={paths.official.process.answer(process.slug, point.id)} />}
            <PointAnswerFields view={view} form={form} seen={seen} focus={said !== null} />
            <div className="wk-foot">
              <Button variant="primary-action" name="act" value="answerPoint?next=on">
                {neighbours.next ? 'Bewaar, volgende' : 'Bewaar'}
              </Button>
              {neighbours.next && (
                <Button name="act" value="answerPoint">
                  Bewaar
                </Button>
              )}
              {answer && (
                <Button variant="subtle" name="act" value="removeAnswer">
                  Haal het antwoord weg
                </Button>
              )}
            </div>
          </form>
        )}
      </section>
    </>
  )
}

/** Exactly what the public reads of the point, with the way to choose or leave out words. */
function Outside({ view: { outside, point, points, process, isFixed, mayAnswer } }: { view: View }) {
  if (!outside) return null
  return (
    <div className="pw-public under-3">
      <p className="small soft">
        {isFixed ? 'Dit is openbaar' : 'Dit wordt openbaar'}
        {outside.form === 'quotation' && points.length > 1 && (
          <>
            {': '}
            <PlaceInText point={point} />
          </>
        )}
      </p>
      <PublicWordsText form={outside.form} words={outside.words} />
      <p className="small">
        <a href={paths.official.process.publicPoint(process.slug, point.id)}>
          {isFixed
            ? 'Corrigeer, laat weg of neem terug'
            : mayAnswer
              ? 'Kies, of laat woorden weg'
              : 'Wat openbaar wordt'}
        </a>
      </p>
    </div>
  )
}

/** Of a long text, and on a phone of any, the point may be far from its answer: its words stand above the answer too, with the way to where they were said. */
function InShort({
  view: { point, contribution },
  range,
}: {
  view: AnswerView
  range: { start: number; end: number }
}) {
  return (
    <div className={contribution.text.length > LONG_TEXT ? 'wk-asked' : 'wk-asked wk-asked--phone'}>
      <p className="small soft">
        <PlaceInText point={point} />
      </p>
      <blockquote className="wk-quote" dir="auto">
        {shownText(contribution.text.slice(range.start, range.end))}
      </blockquote>
    </div>
  )
}

function PlaceInText({ point }: Pick<AnswerView, 'point'>) {
  return (
    <>
      <a href={`#${CURRENT_POINT}`}>Punt {point.label} in de tekst</a>
      {point.asked !== '' && `, onder: ${point.asked}`}
    </>
  )
}

function FixedAnswer({ view: { answer, sections, point, isFixed } }: { view: View }) {
  const linked = sections.filter(({ id }) => answer?.sectionIds.includes(id))
  return (
    <div className="form">
      <Notice>
        {isFixed
          ? 'Dit besluit ligt vast. Staan er woorden die niet openbaar horen te zijn, dan kunt u die hierboven nog weglaten of corrigeren.'
          : 'U kunt dit lezen, en niet wijzigen. Antwoorden schrijft een behandelaar.'}
      </Notice>
      <p>
        <DispositionBadge
          disposition={answer?.disposition ?? null}
          to={answer?.disposition === 'forwarded' ? answer.forwardedTo : undefined}
        />
      </p>
      {answer?.scopeWords && <p className="small soft">Dit antwoord gaat {answer.scopeWords}.</p>}
      {answer && (
        <p className="verbatim" dir="auto">
          {answer.reply}
        </p>
      )}
      {linked.length > 0 && (
        <div>
          <h3>Plek in het plan</h3>
          <ul>
            {linked.map((section) => (
              <li key={section.id}>{sectionInWords(section)}</li>
            ))}
          </ul>
        </div>
      )}
      {point.theme && <p className="small soft">Thema {point.theme}</p>}
    </div>
  )
}
