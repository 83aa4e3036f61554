import { useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { HelpAddress, isReachable } from '#app/features/municipalities/HelpAddress.tsx'
import { accessibilityStatusOf, type AccessibilityStatus } from '#app/features/municipalities/municipality.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'

export const loader = forEveryone(async () => null)

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, 'Toegankelijkheid', 'Hoe goed iedereen deze website kan gebruiken, en waar u een probleem of een klacht meldt.')

/** What each status of an accessibility statement means, for residents. */
const statusSays: Record<AccessibilityStatus, { title: string; says: string }> = {
  '': {
    title: 'Nog niet beoordeeld',
    says: 'Niemand heeft nog onderzocht of deze website aan alle regels voldoet. Wij weten het dus niet.',
  },
  A: { title: 'Status A: voldoet volledig', says: 'Onafhankelijk onderzoek laat zien dat deze website aan alle regels voldoet.' },
  B: {
    title: 'Status B: voldoet gedeeltelijk',
    says: 'Deze website is onderzocht. Zij voldoet nog niet aan alle regels. Wij lossen op wat er mist, en zeggen wanneer.',
  },
  C: { title: 'Status C: eerste maatregelen genomen', says: 'Wij zijn bezig, maar weten nog niet precies aan welke regels deze website voldoet.' },
  D: { title: 'Status D: voldoet niet', says: 'Deze website voldoet nog niet aan de regels. Wij hebben nog niet gezegd wanneer dat wel zo is.' },
  E: { title: 'Status E: geen verklaring', says: 'De gemeente heeft over deze website nog geen verklaring gegeven.' },
}

export default function AccessibilityPage() {
  const root = useRouteLoaderData('root') as RootData | undefined
  const site = root?.municipality
  const status = statusSays[accessibilityStatusOf(site?.accessibilityStatus ?? '')]
  const statement = site?.accessibilityStatementUrl ?? ''
  return (
    <Page>
      <Crumbs items={[{ href: paths.public.home(), label: 'Alle plannen' }]} />
      <div className="home-top">
        <h1>Toegankelijkheid</h1>
        <p className="lede">Iedereen moet kunnen meedoen. Ook als u slecht ziet, niet met een muis werkt of moeilijk leest.</p>
      </div>
      <div className="prose prose--page">
        <section aria-labelledby="status">
          <h2 id="status">{status.title}</h2>
          <p>{status.says}</p>
          {statement !== '' && (
            <p>
              <a href={statement}>Lees de verklaring van gemeente {site?.name}</a>
            </p>
          )}
          <p>De regels heten WCAG. De overheid moet zich houden aan niveau A en AA daarvan. Wij willen voldoen aan versie&nbsp;2.2.</p>
        </section>
        <section>
          <h2>Wat wij doen</h2>
          <ul>
            <li>U kunt alles met het toetsenbord doen.</li>
            <li>U kunt de letters vergroten in uw browser. De pagina past zich aan.</li>
            <li>Lezen en reageren werkt ook zonder JavaScript.</li>
            <li>Wij schrijven in gewone taal. In de plannen zelf staat soms moeilijkere taal.</li>
            <li>Een programma (axe) kijkt bij elke nieuwe versie naar de pagina’s. Zo’n programma vindt niet alles.</li>
          </ul>
        </section>
        <section>
          <h2>Wat nog niet goed gaat</h2>
          <ul>
            <li>Afbeeldingen uit een plan staan niet op deze website. U leest er wel de beschrijving, als de gemeente die gaf.</li>
            <li>Tabellen uit een plan kunnen breed zijn. Op een klein scherm schuift u ze opzij.</li>
            <li>U kunt een plan hier nog niet laten voorlezen. Een schermlezer of de voorleesknop van uw browser werkt wel.</li>
          </ul>
        </section>
        <section aria-labelledby="melden">
          <h2 id="melden">Werkt iets niet voor u?</h2>
          <p>Laat het ons weten. Vertel wat u wilde doen en wat er misging. Dan helpen wij u verder en lossen wij het op.</p>
          {site && isReachable(site) ? <HelpAddress {...site} /> : <p>Neem contact op met uw gemeente.</p>}
        </section>
        <section aria-labelledby="klacht">
          <h2 id="klacht">Een klacht indienen</h2>
          <p>Bent u niet tevreden met ons antwoord? Of krijgt u geen antwoord? Dan kunt u een klacht indienen. Dat is gratis.</p>
          <ol>
            <li>
              Stuur uw klacht naar de gemeente. Schrijf erin wat er misging en wat u van ons wilt. Schrijven is moeilijk? Dan mag u uw klacht ook
              vertellen.
            </li>
            <li>De gemeente onderzoekt uw klacht en schrijft u wat zij ervan vindt.</li>
            <li>
              Bent u het daar niet mee eens? Ga dan naar de ombudsman. Die is onafhankelijk.{' '}
              <a href="https://www.nationaleombudsman.nl/">Naar de Nationale ombudsman</a>
            </li>
          </ol>
        </section>
      </div>
    </Page>
  )
}
