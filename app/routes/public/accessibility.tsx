import { useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { HelpAddress } from '#app/features/municipalities/HelpAddress.tsx'
import type { RootData } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'

export const loader = forEveryone(async () => null)

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, 'Toegankelijkheid', 'Hoe wij ervoor zorgen dat iedereen deze website kan gebruiken, en waar u een probleem meldt.')

export default function AccessibilityPage() {
  const root = useRouteLoaderData('root') as RootData | undefined
  const site = root?.municipality
  const reachable = site && (site.helpPhone !== '' || site.helpDesk !== '')
  return (
    <Page>
      <Crumbs items={[{ href: '/', label: 'Alle plannen' }]} />
      <div className="home-top">
        <h1>Toegankelijkheid</h1>
        <p className="lede">Iedereen moet kunnen meedoen. Ook als u slecht ziet, niet met een muis werkt of moeilijk leest.</p>
      </div>
      <div className="prose prose--page">
        <section>
          <h2>Wat wij doen</h2>
          <ul>
            <li>Wij bouwen deze website volgens de regels voor toegankelijkheid: WCAG&nbsp;2.2, niveau A en AA.</li>
            <li>U kunt alles met het toetsenbord doen.</li>
            <li>U kunt de letters vergroten in uw browser. De pagina past zich aan.</li>
            <li>Lezen en reageren werkt ook zonder JavaScript.</li>
            <li>Wij schrijven in gewone taal. In de plannen zelf staat soms moeilijkere taal.</li>
          </ul>
        </section>
        <section>
          <h2>Hoe wij dat controleren</h2>
          <p>
            Een programma (axe) kijkt automatisch naar de pagina’s. Zo’n programma vindt niet alles. Een onafhankelijk bureau heeft de
            website nog niet onderzocht. Daarom kunnen wij niet zeggen dat de website aan alle regels voldoet.
          </p>
        </section>
        <section>
          <h2>Wat nog niet goed gaat</h2>
          <ul>
            <li>Afbeeldingen uit een plan staan niet op deze website. U leest er wel de beschrijving, als de gemeente die gaf.</li>
            <li>Tabellen uit een plan kunnen breed zijn. Op een klein scherm schuift u ze opzij.</li>
            <li>U kunt een plan hier nog niet laten voorlezen. Een schermlezer of de voorleesknop van uw browser werkt wel.</li>
          </ul>
        </section>
        <section>
          <h2>Werkt iets niet voor u?</h2>
          <p>Laat het ons weten. Vertel wat u wilde doen en wat er misging. Dan helpen wij u verder en lossen wij het op.</p>
          {reachable ? <HelpAddress {...site} /> : <p>Neem contact op met uw gemeente.</p>}
        </section>
      </div>
    </Page>
  )
}
