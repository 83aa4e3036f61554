import { useLoaderData, useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { DAYS_KEPT } from '#app/features/meetings/meeting.ts'
import { HelpAddress } from '#app/features/municipalities/HelpAddress.tsx'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'

export const loader = forEveryone(async ({ municipality }) => {
  const { retentionTerm, retentionBasis, privacyOfficerName, privacyOfficerEmail } = municipality
  return { retentionTerm, retentionBasis, privacyOfficerName, privacyOfficerEmail }
})

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, 'Uw privacy', 'Wat wij van u bewaren als u reageert, wie het ziet en hoe lang wij het bewaren.')

/** What someone filled in, as the end of a sentence. */
const withStop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

export default function PrivacyPage() {
  const root = useRouteLoaderData('root') as RootData | undefined
  const site = root?.municipality
  const { retentionTerm, retentionBasis, privacyOfficerName, privacyOfficerEmail } = useLoaderData<typeof loader>()
  const officer = privacyOfficerName || (privacyOfficerEmail && 'een medewerker van de gemeente')
  return (
    <Page>
      <Crumbs items={[{ href: paths.public.home(), label: 'Alle plannen' }]} />
      <div className="home-top">
        <h1>Uw privacy</h1>
        <p className="lede">Wij vragen zo weinig mogelijk. Hier leest u wat wij bewaren, wie het ziet en hoe lang.</p>
      </div>
      <div className="prose prose--page">
        <section>
          <h2>Als u alleen leest</h2>
          <p>Reageert u niet? Dan weten wij niet wie u bent. Deze website volgt u niet en toont geen reclame. Er zijn geen cookies nodig om te lezen.</p>
        </section>
        <section>
          <h2>Als u reageert</h2>
          <p>Dan bewaren wij:</p>
          <ul>
            <li>de tekst van uw reactie, precies zoals u die schreef;</li>
            <li>over welk deel van het plan uw reactie gaat;</li>
            <li>de dag en de tijd waarop uw reactie binnenkwam;</li>
            <li>uw naam en uw organisatie, als u die invult;</li>
            <li>uw e-&#8288;mailadres, als u dat invult.</li>
          </ul>
          <p>
            Terwijl u schrijft, bewaren wij ook uw tekst. Zo raakt u niets kwijt. Daarvoor zet de website een cookie op uw apparaat. Die
            gebruiken wij nergens anders voor. Een tekst die u niet verstuurt, wissen wij na een week.
          </p>
          <p>
            Uw browser bewaart uw tekst ook op uw eigen apparaat. Zo raakt u niets kwijt als de verbinding wegvalt. Die kopie blijft staan tot u
            uw reactie verstuurt.
          </p>
          <p>
            Wilt u die kopie eerder weg hebben? Kies dan onder het formulier ‘Bewaar en ga later verder’, en daarna ‘Wis mijn tekst van dit
            apparaat’. Of wis in uw browser de gegevens van deze website. Doe dat zeker als het niet uw eigen apparaat is.
          </p>
          <p>
            Uw ontvangstbewijs kunt u op hetzelfde apparaat nog een half uur bekijken, of tot u de browser sluit. Is het niet uw eigen apparaat?
            Kies dan op die pagina ‘Vergeet mij op dit apparaat’.
          </p>
          <p>Om misbruik te stoppen tellen wij een paar dagen lang hoe vaak er vanaf één internetverbinding iets wordt verstuurd.</p>
          <p>
            <strong>Schrijf nooit uw burgerservicenummer (BSN) op. Wij vragen er ook nooit om.</strong> Schrijf liever ook niets over uw
            gezondheid of die van iemand anders, als dat niet nodig is.
          </p>
        </section>
        <section>
          <h2>Wie ziet uw reactie?</h2>
          <ul>
            <li>Ambtenaren die aan dit plan werken, lezen uw reactie.</li>
            <li>
              Daarna maakt de gemeente de punten uit alle reacties openbaar, met het antwoord erbij. Dat doet zij pas als een ambtenaar ernaar
              heeft gekeken.
            </li>
            <li>Uw naam staat daarbij alleen als u dat zelf koos. Anders staat er een nummer, zoals Inspreker&nbsp;7.</li>
            <li>Reageert u voor een organisatie? Dan staat de naam van de organisatie erbij.</li>
            <li>Uw e-&#8288;mailadres is nooit openbaar. Wij gebruiken het alleen voor berichten over uw reactie.</li>
          </ul>
        </section>
        <section>
          <h2>Als u naar een bijeenkomst komt</h2>
          <p>
            Dan vragen wij uw naam, uw e-&#8288;mailadres en wat u nodig hebt om mee te doen. Alleen ambtenaren zien dat. Wij gebruiken het alleen voor die
            bijeenkomst. {DAYS_KEPT} dagen erna wissen wij het. Meldt u zich af, dan wissen wij het meteen.
          </p>
          <p>
            De website zet ook hiervoor een cookie op uw apparaat. Daarmee ziet u uw aanmelding, tot u de browser sluit. Daarna opent u haar met de link
            in uw e-&#8288;mail.
          </p>
        </section>
        <section>
          <h2>Hoe lang bewaren wij het?</h2>
          {retentionTerm === '' ? (
            <p>
              Dat bepaalt de gemeente{site ? ` ${site.name}` : ''}. Reacties op een plan horen bij het archief van de gemeente, en daarvoor
              gelden eigen regels. Vraag de gemeente hoe lang zij uw reactie en uw gegevens bewaart.
            </p>
          ) : (
            <p>
              Wij bewaren reacties en de gegevens daarbij: {withStop(retentionTerm)}
              {retentionBasis !== '' && ` Dat staat in: ${withStop(retentionBasis)}`} Daarna wist de gemeente ze.
            </p>
          )}
        </section>
        <section>
          <h2>Uw rechten</h2>
          <p>
            U mag vragen welke gegevens de gemeente van u heeft. U mag ook vragen om fouten te verbeteren of gegevens weg te halen. De gemeente
            is verantwoordelijk voor uw gegevens. Neem daarvoor contact met haar op.
          </p>
          {site && <HelpAddress {...site} />}
          {officer && (
            <p>
              Iemand kijkt of de gemeente goed met uw gegevens omgaat: de functionaris gegevensbescherming. Bij deze gemeente is dat{' '}
              {officer}
              {privacyOfficerEmail !== '' && (
                <>
                  . U kunt een e-&#8288;mail sturen naar <a href={`mailto:${privacyOfficerEmail}`}>{privacyOfficerEmail}</a>
                </>
              )}
              .
            </p>
          )}
          <p>
            Komt u er samen niet uit? Dan kunt u een klacht indienen bij de{' '}
            <a href="https://www.autoriteitpersoonsgegevens.nl">Autoriteit Persoonsgegevens</a>.
          </p>
        </section>
      </div>
    </Page>
  )
}
