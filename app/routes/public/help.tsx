import { useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { HelpAddress, isReachable } from '#app/features/municipalities/HelpAddress.tsx'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import homeStyles from './home.css?url'

export const links = () => stylesheets(homeStyles)

export const loader = forEveryone(async () => null)

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(
    matches,
    'Hulp: zo werkt meedoen',
    'Hoe u een plan leest, hoe u reageert, en wat er daarna met uw reactie gebeurt.',
  )

export default function HelpPage() {
  const words = useDecisionWords()
  const root = useRouteLoaderData('root') as RootData | undefined
  const site = root?.municipality
  return (
    <Page>
      <Crumbs items={[{ href: paths.public.home(), label: 'Alle plannen' }]} />
      <div className="home-top">
        <h1>Hulp: zo werkt meedoen</h1>
        <p className="lede">
          De gemeente maakt plannen. Voordat zij besluit, wil zij weten wat u ervan vindt. Zo gaat dat.
        </p>
      </div>
      <div className="cols">
        <div>
          <section aria-labelledby="stappen">
            <h2 id="stappen">In vier stappen</h2>
            <div className="prose stappen">
              <ol>
                <li>
                  <h3>U leest het plan</h3>
                  <p>
                    Bij elk plan staat een korte uitleg. U kunt ook het hele plan lezen. Elke alinea heeft een nummer.
                    Dat nummer verandert niet. U kunt het dus noemen in uw reactie.
                  </p>
                </li>
                <li>
                  <h3>U reageert</h3>
                  <p>
                    U reageert op het hele plan, op een hoofdstuk of op één alinea. U hebt geen account nodig. Uw naam
                    hoeft niet. Voordat u verstuurt, leest u alles nog een keer na.
                  </p>
                </li>
                <li>
                  <h3>U krijgt een bewijs</h3>
                  <p>
                    Na het versturen ziet u een code. Bewaar die goed: met de code leest u later op{' '}
                    <a href={paths.public.myReaction()}>Mijn reactie</a> wat er met uw reactie gebeurt. Vult u een
                    e-&#8288;mailadres in? Dan mailen wij u het bewijs ook.
                  </p>
                </li>
                <li>
                  <h3>U krijgt antwoord</h3>
                  <p>
                    De gemeente leest elke reactie en haalt er de punten uit. Elk punt krijgt een antwoord: wat doet de
                    gemeente ermee, en waarom? Alle antwoorden komen op deze website te staan.
                  </p>
                </li>
              </ol>
            </div>
          </section>
          <section aria-labelledby="woorden">
            <h2 id="woorden">Wat betekenen de woorden bij een antwoord?</h2>
            <DataList
              className="words"
              items={words.offered.map((each) => ({
                term: words.forResidents(each),
                value: words.of(each).explanation,
              }))}
            />
          </section>
          <section aria-labelledby="vragen">
            <h2 id="vragen">Veel gestelde vragen</h2>
            <div>
              <details className="fold">
                <summary>Ik ben te laat. Kan ik nog reageren?</summary>
                <div className="prose">
                  <p>
                    Op deze website kan dat niet meer. Het plan lezen kan wel. Bel of mail de gemeente als u toch iets
                    wilt zeggen: vraag wat er nog kan.
                  </p>
                </div>
              </details>
              <details className="fold">
                <summary>Ik ben mijn code kwijt</summary>
                <div className="prose">
                  <p>
                    Vulde u een e-&#8288;mailadres in? Dan staat de code in de mail die u kreeg. Kijk ook bij ongewenste
                    mail. Zonder code kunnen wij niet weten dat een reactie van u is. Uw reactie telt wel gewoon mee.
                  </p>
                </div>
              </details>
              <details className="fold">
                <summary>Ziet iedereen wat ik schrijf?</summary>
                <div className="prose">
                  <p>
                    Niet meteen. Eerst lezen alleen ambtenaren uw reactie. Later maakt de gemeente de punten met de
                    antwoorden openbaar. Uw naam staat er alleen bij als u dat zelf koos. Lees meer op{' '}
                    <a href={paths.public.privacy()}>Uw privacy</a>.
                  </p>
                </div>
              </details>
              <details className="fold">
                <summary>Ik wil liever niet typen</summary>
                <div className="prose">
                  <p>
                    Bij elk plan staat hoe u kunt reageren. Vaak kunt u ook bellen, langskomen of een brief sturen. Elke
                    reactie telt even zwaar.
                  </p>
                </div>
              </details>
            </div>
          </section>
        </div>
        <aside aria-label="Contact">
          <section className="rule-top" aria-labelledby="contact">
            <h2 id="contact" className="under-3">
              Praat met iemand
            </h2>
            {site && isReachable(site) ? (
              <HelpAddress {...site} />
            ) : (
              <p>Neem contact op met uw gemeente. Zij helpt u graag.</p>
            )}
          </section>
        </aside>
      </div>
    </Page>
  )
}
