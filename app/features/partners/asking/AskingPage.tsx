import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { StackedBar, StackedKey } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { counted } from '#app/counted.ts'
import type { AskedView, AskingView } from './asking-view.server.ts'
import { AskingHead } from './AskingHead.tsx'
import { ChosenSection } from './ChosenSection.tsx'
import { InviteSection } from './InviteSection.tsx'
import { MailSection } from './MailSection.tsx'
import { Matrix } from './Matrix.tsx'
import { PointCharts } from './PointCharts.tsx'

function saysOf({ code, facts }: NonNullable<AskingView['said']>): string | null {
  const [added, mailed] = [Number(facts.added), Number(facts.mailed)]
  const [blocked, already] = [Number(facts.blocked), Number(facts.already)]
  const out =
    blocked > 0
      ? ` ${counted(blocked, 'persoon heeft', 'personen hebben')} een geblokkeerd account en kreeg geen bericht.`
      : ''
  const before =
    already > 0
      ? ` ${counted(already, 'persoon kreeg', 'personen kregen')} vandaag al een herinnering, en nu niet weer.`
      : ''
  if (code === 'chosePartners')
    return `${counted(added, 'organisatie is', 'organisaties zijn')} gekozen. De uitnodigingen gaan weg als u de vragen opent.`
  if (code === 'invitePartners')
    return `${counted(added, 'organisatie', 'organisaties')} erbij. ${counted(mailed, 'uitnodiging is', 'uitnodigingen zijn')} onderweg.${out}`
  if (code === 'unchoosePartners')
    return `${counted(Number(facts.removed), 'organisatie is', 'organisaties zijn')} van de lijst gehaald.`
  if (code === 'reopenResponse')
    return 'De inbreng is heropend. De organisatie kan verder schrijven, en kreeg daar een e-mail over.'
  if (code === 'remindPartners')
    return `${counted(mailed, 'herinnering is', 'herinneringen zijn')} onderweg.${before}${out}`
  return null
}

/** The id of the list of organisations in each form. */
const listIds: Record<string, string> = {
  invitePartners: 'organisatie',
  unchoosePartners: 'gekozen',
  remindPartners: 'herinner',
}

/** Partners of a process: who was asked, where each is, who to remind, and what came in so far. */
export function AskingPage({ view }: { view: AskingView }) {
  const { process, asked, said } = view
  const says = said && saysOf(said)
  const { answer, errors } = useForm([...Object.keys(listIds), 'reopenResponse'])
  const shown = Object.entries(errors).map(([field, message]) => [
    field && (listIds[answer?.act ?? ''] ?? field),
    message,
  ])
  return (
    <Page wrap={false} className="sm-page">
      {answer && (
        <div className="under-4">
          <FormNotices errors={Object.fromEntries(shown)} saved={false} />
        </div>
      )}
      <AskingHead view={view} list={asked} current="organisaties">
        {answer === null && says && <FormNotices errors={{}} saved says={says} />}
        {asked && showsMatrix(asked) && <Tally asked={asked} />}
      </AskingHead>
      {asked === null ? (
        <Empty
          title="Er zijn nog geen vragen"
          action={<ButtonLink href={paths.official.process.partnerQuestions(process.slug)}>Maak de vragen</ButtonLink>}
        >
          <p>Begin met de lijst van vragen. Daarna kiest u uit het partnerboek wie ze krijgt.</p>
          <p>
            Kreeg u de inbreng al in een brief of een spreadsheet?{' '}
            <a href={paths.official.process.partnerImport(process.slug)}>Lees die in uit een bestand</a>.
          </p>
        </Empty>
      ) : (
        <Asked view={view} asked={asked} />
      )}
    </Page>
  )
}

/** Before the questions open nobody is anywhere, but for who gave points in another way. */
const showsMatrix = ({ stand, tally, others }: AskedView) => others > 0 || (tally.all > 0 && stand !== 'prepared')

function Asked({ view, asked }: { view: AskingView; asked: AskedView }) {
  const { process, mayChange } = view
  const { stand, tally, reopen } = asked
  return (
    <div className="pq-page">
      {stand === 'prepared' && tally.all > 0 && (
        <Notice
          title="De vragen zijn nog niet open"
          actions={
            <ButtonLink href={`${paths.official.process.partnerQuestions(process.slug)}#openen`}>
              Naar de vragen
            </ButtonLink>
          }
        >
          De gekozen organisaties weten nog van niets. Zij krijgen de uitnodiging als u de vragen opent.
        </Notice>
      )}
      {stand === 'closed' && mayChange && (
        <Notice
          title="De vragen zijn gesloten"
          actions={
            <>
              <ButtonLink href={paths.official.process.register(process.slug)}>Naar de inbreng</ButtonLink>
              <ButtonLink variant="quiet" href={`${paths.official.process.partnerQuestions(process.slug)}#lijst`}>
                Maak de laatste dag later
              </ButtonLink>
            </>
          }
        >
          Van wat is verzonden, maakt u punten bij Inbreng. Uitnodigen, herinneren en heropenen kan weer als u de
          laatste dag later maakt.
        </Notice>
      )}
      {reopen.length > 0 && (
        <ReopenRequests requests={reopen} mayGrant={mayChange && stand === 'open'} isClosed={stand === 'closed'} />
      )}
      {tally.all > 0 && stand === 'prepared' && <ChosenSection asked={asked} mayChange={mayChange} />}
      {showsMatrix(asked) && <Matrix process={process} asked={asked} />}
      {tally.all > 0 && stand !== 'prepared' && <MailSection process={process} asked={asked} mayChange={mayChange} />}
      {mayChange && stand !== 'closed' && <InviteSection process={process} asked={asked} />}
      <PointCharts process={view.process} themes={view.themes} chapters={view.chapters} />
    </div>
  )
}

const otherwise = (count: number) => `${counted(count, 'indiener gaf', 'indieners gaven')} punten op een andere manier`

function Tally({ asked: { tally, others, points } }: { asked: AskedView }) {
  const { all, sent, noPoints, released, draft, opened, untouched } = tally
  const done = sent + noPoints
  if (all === 0) {
    return (
      <p className="lede">
        {otherwise(others)}, samen {counted(points, 'punt', 'punten')}
      </p>
    )
  }
  const sentence = `${done} van ${counted(all, 'organisatie', 'organisaties')} verzonden`
  const parts = [
    {
      level: 'solid' as const,
      count: done,
      label: `verzonden ${done}${noPoints > 0 ? `, waarvan ${noPoints} zonder punten` : ''}`,
    },
    { level: 'mid' as const, count: released, label: `vrijgegeven ${released}` },
    { level: 'hatch' as const, count: draft, label: `concept ${draft}` },
    {
      level: 'empty' as const,
      count: opened + untouched,
      label: `nog niets geschreven ${opened + untouched}${opened > 0 ? `, waarvan ${opened} geopend` : ''}`,
    },
  ]
  return (
    <div className="pq-tally">
      <p className="lede">
        {others > 0 ? `${sentence}. ${otherwise(others)}.` : sentence}
        {points > 0 &&
          `${others > 0 ? ' Samen' : ', samen'} ${counted(points, 'punt', 'punten')}${others > 0 ? '.' : ''}`}
      </p>
      <StackedBar label={sentence} parts={parts} />
      <StackedKey parts={parts} />
    </div>
  )
}

function ReopenRequests({
  requests,
  mayGrant,
  isClosed,
}: {
  requests: AskedView['reopen']
  mayGrant: boolean
  isClosed: boolean
}) {
  return (
    <section className="sm-sec pq-reopen" aria-labelledby="heropenen">
      <h2 id="heropenen">
        {requests.length === 1 ? '1 organisatie vraagt' : `${requests.length} organisaties vragen`} om heropenen
      </h2>
      <p className="small soft">
        {isClosed
          ? 'De laatste dag is voorbij. Maak die eerst later, dan kunt u heropenen.'
          : 'Heropent u, dan gaat de inbreng uit het register tot de organisatie opnieuw verzendt. Wat eerder is verzonden, blijft bewaard.'}
      </p>
      <ul>
        {requests.map(({ id, name, reason }) => (
          <li key={id}>
            <p>
              <a href={`#rij-${id}`}>{name}</a> wil de verzonden inbreng nog wijzigen:
            </p>
            <blockquote className="pq-lines">{reason}</blockquote>
            {mayGrant && (
              <form method="post" className="gap-2">
                <input type="hidden" name="responseId" value={id} />
                <Button small name="act" value="reopenResponse">
                  Heropen<span className="vh"> de inbreng van {name}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
