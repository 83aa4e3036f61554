import { ForgetMe } from '#app/features/contributions/ForgetMe.tsx'
import { proposalRows } from '#app/features/contributions/ProposedSummary.tsx'
import type { ShownProposal } from '#app/features/contributions/proposed-changes.ts'
import type { NextStep } from '#app/features/contributions/what-happens-next.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { SummaryList } from '#app/ui/FormParts.tsx'
import { PhaseLine } from '#app/ui/Time.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { PointChange } from './point-change.ts'
import { pointOutcome } from './point-outcome.ts'
import { PointChanges } from './PointChanges.tsx'
import { linkInWords, type PublicPoint } from './public-point.ts'

export type MyReactionView = {
  slug: string
  processTitle: string
  standing: 'received' | 'processing' | 'answered' | 'withdrawn'
  receivedAt: string
  timeliness: string
  /** The name of the round where there was an earlier one; null for the first. */
  round: string | null
  about: string
  /** Where the words that it is about are now, when people read another version. */
  aboutNow: { says: string; href: string } | null
  text: string
  proposal: ShownProposal | null
  /** What was asked to be kept inside; '' for nothing. */
  notPublic: string
  publicNameInWords: string
  publicName: string | null
  publicNumber: number | null
  /** What happens with it in place of an answer; null for most. */
  setAside: { title: string; text: string } | null
  points: (PublicPoint & { changes: readonly PointChange[] })[]
  next: NextStep[]
}

const standings: Record<MyReactionView['standing'], string> = {
  received: 'Wij hebben uw reactie ontvangen',
  processing: 'Wij lezen uw reactie',
  answered: 'U hebt antwoord',
  withdrawn: 'Het plan is ingetrokken',
}

/** A reaction as its sender sees it: where it stands first, then the answers, then what was sent. */
export function MyReactionPage({ view }: { view: MyReactionView }) {
  return (
    <div className="form">
      <div className="stephead">
        <h1>{view.setAside?.title ?? standings[view.standing]}</h1>
        <p className="lede">{view.setAside?.text ?? lede(view)}</p>
      </div>
      {!view.setAside && view.standing === 'answered' && <Answers view={view} />}
      {!view.setAside && view.standing !== 'answered' && (
        <section aria-labelledby="vervolg">
          <h2 id="vervolg" className="under-4">
            Waar is het nu?
          </h2>
          <PhaseLine phases={view.next} />
        </section>
      )}
      <section aria-labelledby="gestuurd">
        <h2 id="gestuurd" className="under-3">
          Dit hebt u ons gestuurd
        </h2>
        <SummaryList
          rows={[
            { term: 'Ontvangen', value: `${view.receivedAt}. ${view.timeliness}` },
            ...(view.round === null ? [] : [{ term: 'Ronde', value: view.round }]),
            {
              term: 'Gaat over',
              value: view.aboutNow ? (
                <>
                  {view.about}, <a href={view.aboutNow.href}>{view.aboutNow.says}</a>
                </>
              ) : (
                view.about
              ),
            },
            ...proposalRows(view),
            ...(view.notPublic === ''
              ? []
              : [{ term: 'Niet openbaar', value: <KeptInside words={view.notPublic} />, verbatim: true }]),
            ...(view.setAside ? [] : [{ term: 'Op de website', value: view.publicName ?? view.publicNameInWords }]),
          ]}
        />
      </section>
      <ForgetMe slug={view.slug}>
        Daarna kan niemand op dit apparaat uw reactie nog zien zonder uw code. Dat gebeurt ook als u de browser sluit,
        en anders na een half uur vanzelf. Schreef u aan een nieuwe tekst die u nog niet verstuurde? Die wissen wij dan
        ook.
      </ForgetMe>
    </div>
  )
}

/** What only officials and the sender read. */
function KeptInside({ words }: { words: string }) {
  return (
    <>
      <Verbatim text={words} />
      <span className="soft">Dit blijft binnen de gemeente. Het komt niet op de website en niet in een bericht.</span>
    </>
  )
}

function lede({ standing, publicName, publicNumber, points, receivedAt }: MyReactionView): string {
  if (standing === 'answered') {
    const what = points.length === 1 ? 'Uw reactie had 1 punt.' : `Uw reactie had ${points.length} punten.`
    const as = ` Op de website staat u als ${publicName}`
    const number =
      publicNumber === null
        ? ''
        : publicName?.endsWith(` ${publicNumber}`)
          ? `${as}.`
          : `${as}, onder nummer ${publicNumber}.`
    return `${points.length === 0 ? 'De antwoorden op alle reacties staan op de website.' : what}${number}`
  }
  if (standing === 'withdrawn') return 'De gemeente gaat niet verder met dit plan. Uw reactie blijft bewaard.'
  return `Dat was op ${receivedAt}. ${standing === 'processing' ? 'Reageren kan niet meer. Elk punt krijgt antwoord.' : 'Elk punt krijgt antwoord.'}`
}

function Answers({ view }: { view: MyReactionView }) {
  return (
    <section aria-labelledby="antwoorden">
      <h2 id="antwoorden" className="under-3">
        Wat wij met uw punten deden
      </h2>
      {view.points.length > 0 && (
        <ol className="rows">
          {view.points.map((point, at) => (
            <li key={point.id} className="stack">
              <Point point={point} place={at + 1} />
            </li>
          ))}
        </ol>
      )}
      <p className="gap-3">
        <ButtonLink href={paths.public.answered(view.slug)}>Bekijk alle antwoorden</ButtonLink>
      </p>
    </section>
  )
}

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)

function Point({ point, place }: { point: MyReactionView['points'][number]; place: number }) {
  const words = useDecisionWords()
  return (
    <>
      <h3>
        Punt {point.number}: {lowerFirst(pointOutcome(point.disposition, point.changes.length > 0))}
      </h3>
      <figure className="quote">
        <PublicWordsText words={point.words} form={point.form} />
      </figure>
      <p className="disposition">
        <DispositionBadge plain disposition={point.disposition} />
        <span className="soft">
          {point.forwardedTo !== ''
            ? `Aan: ${point.forwardedTo}`
            : point.disposition && words.of(point.disposition).explanation}
        </span>
      </p>
      <Verbatim text={point.reply} />
      {point.sections.length > 0 && (
        <p>
          <span className="soft">In het plan: </span>
          {point.sections.map(linkInWords).join(', ')}
        </p>
      )}
      <PointChanges changes={point.changes} />
      <p>
        <GoLink href={paths.public.myPoint(place)} arrow>
          Volg punt {point.number} van vraag tot plan
        </GoLink>
      </p>
    </>
  )
}
