import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { appendixLede } from './appendix.ts'
import { AppendixTable } from './AppendixTable.tsx'
import type { AppendixView } from './appendix-view.server.ts'

/** Appendix 2 as it will be public, for officials: what has no answer yet is said. */
export function AppendixPreview({ view, isPublic }: { view: AppendixView; isPublic: boolean }) {
  const { slug, title, open, points, contributors } = view
  return (
    <Page wrap={false} className="sm-page">
      <header className="wk-head">
        <Crumbs items={[{ href: paths.official.process.partners(slug), label: `Partners, ${title}` }]} />
        <h1>Bijlage 2, zoals die openbaar {isPublic ? 'is' : 'wordt'}</h1>
        {contributors.length > 0 && <p className="lede">{appendixLede(view)}</p>}
        {contributors.length > 0 && !isPublic && (
          <p>
            <GoLink href={paths.official.process.partnerImport(slug)} icon="upload">
              Lees meer inbreng in uit een bestand
            </GoLink>
          </p>
        )}
      </header>
      {contributors.length === 0 ? (
        <Empty
          title="Er is nog geen inbreng van partners"
          action={<ButtonLink href={paths.official.process.register(slug)}>Naar de inbreng</ButtonLink>}
        >
          <p>Zodra er punten zijn gemaakt van wat partners meegaven, staan ze hier.</p>
          <p>
            Kreeg u hun inbreng in een brief of een spreadsheet?{' '}
            <a href={paths.official.process.partnerImport(slug)}>Lees die in uit een bestand</a>.
          </p>
        </Empty>
      ) : (
        <>
          <div className="under-4">
            {isPublic ? (
              <p>
                <GoLink href={paths.public.partnerInput(slug)}>
                  Dit is openbaar. Bekijk de pagina die iedereen leest.
                </GoLink>
              </p>
            ) : (
              <Notice
                kind={open > 0 ? 'warn' : undefined}
                title={
                  open > 0
                    ? `${open} van de ${points} punten ${open === 1 ? 'heeft' : 'hebben'} nog geen antwoord`
                    : 'Elk punt heeft een antwoord'
                }
              >
                Zodra de antwoorden openbaar worden, kan iedereen dit lezen.
              </Notice>
            )}
          </div>
          <AppendixTable contributors={contributors} />
        </>
      )}
    </Page>
  )
}
