import { ForgetMe } from '#app/features/contributions/ForgetMe.tsx'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { PhaseLine, type PhaseOnLine } from '#app/ui/Time.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { PointChange } from './point-change.ts'
import { pointOutcome, waitsForChange } from './point-outcome.ts'
import { PointChanges } from './PointChanges.tsx'
import type { PublicPoint } from './public-point.ts'

export type MyPointView = {
  slug: string
  processTitle: string
  /** Its address among all public points. */
  publicHref: string
  point: PublicPoint
  asked: { on: string; by: string }
  answeredOn: string
  changes: readonly PointChange[]
  /** The version that people read: 'vastgesteld door de gemeenteraad op 15 december 2016'; null for the first one. */
  version: string | null
  /** Whether the plan was adopted, by which the road ends. */
  isAdopted: boolean
  /** The phase of the decision, where the process has one. */
  decision: { title: string; when: string } | null
}

/** One point as its sender follows it: what was asked, what was answered, what changed in the plan, and what is to come. */
export function MyPointPage({ view }: { view: MyPointView }) {
  const { point, changes, slug } = view
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={[{ href: paths.public.myReaction(), label: 'Uw reactie' }]}
        title={pointOutcome(point.disposition, changes.length > 0)}
        lede={`Punt ${point.number}${point.theme ? ` over ${point.theme}` : ''}. Hier ziet u wat u vroeg, wat wij antwoordden, en wat er in het plan veranderde.`}
      />
      <Wrap className="my-point">
        <h2 className="vh">De weg van uw punt</h2>
        <PhaseLine phases={useStones(view)} />
        <section aria-labelledby="verder" className="my-point-more">
          <h2 id="verder">Klopt er iets niet?</h2>
          <p>Begrepen wij u verkeerd, of is het anders gegaan? Laat het ons weten.</p>
          <p>
            <GoLink href={paths.public.help()}>Bel of mail ons</GoLink>{' '}
            <GoLink href={view.publicHref}>Zo ziet iedereen dit punt</GoLink>
          </p>
        </section>
        <ForgetMe slug={slug}>Alleen u ziet deze pagina, met uw code. Daarna is die hier weer nodig.</ForgetMe>
      </Wrap>
    </Page>
  )
}

function useStones(view: MyPointView): PhaseOnLine[] {
  const words = useDecisionWords()
  const { point, asked, answeredOn, changes, version, isAdopted, decision } = view
  const { disposition, forwardedTo } = point
  const isChanged = changes.length > 0
  const says = ''
  return [
    {
      ...{ title: 'U vroeg', state: 'done', says, when: `${asked.on}, ${asked.by}` },
      more: (
        <figure className="quote">
          <PublicWordsText words={point.words} form={point.form} />
        </figure>
      ),
    },
    disposition === null
      ? { title: 'Wij bekijken uw vraag', state: 'now', more: 'Het antwoord komt hier te staan.' }
      : {
          ...{ title: 'Wij antwoordden', state: 'done', says, when: answeredOn },
          more: (
            <>
              <p className="disposition">
                <DispositionBadge plain disposition={disposition} />
                <span className="soft">
                  {forwardedTo !== '' ? `Aan: ${forwardedTo}` : words.of(disposition).explanation}
                </span>
              </p>
              <Verbatim text={point.reply} />
            </>
          ),
        },
    ...(isChanged
      ? [
          {
            ...{ title: 'Het plan veranderde', state: 'done' as const, says, when: version ?? '' },
            more: <PointChanges changes={changes} />,
          },
        ]
      : []),
    ...(waitsForChange(disposition, isChanged)
      ? [
          {
            title: 'Het plan verandert',
            state: 'next' as const,
            more: 'Zodra dat zo is, ziet u hier de oude en de nieuwe tekst.',
          },
        ]
      : []),
    ...(isAdopted
      ? [{ title: 'Klaar', state: 'done' as const, says, when: `Het plan is ${version ?? 'vastgesteld'}.` }]
      : decision
        ? [{ title: decision.title, state: 'next' as const, when: decision.when }]
        : []),
  ]
}
