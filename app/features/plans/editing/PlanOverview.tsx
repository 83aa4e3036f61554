import type { ReactNode } from 'react'
import { AboutPlan } from '#app/features/plans/AboutPlan.tsx'
import { PlanUpload } from '#app/features/plans/PlanUpload.tsx'
import { NextVersion } from '#app/features/plans/versions/NextVersion.tsx'
import { VersionSwitch } from '#app/features/plans/versions/VersionSwitch.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { PlanList, type EditorPlace } from './PlanList.tsx'
import type { PlanView } from './plan-view.server.ts'

/** The plan of a process in the editor of the process: which file and version it is, the next version, and the list of its parts. */
export function PlanOverview({ view, place, notices }: { view: PlanView; place: EditorPlace; notices: ReactNode }) {
  const { slug, plan, mayEdit, isReleased, canCorrect, versions, version, next } = view
  const upload = useForm('importPlan')
  const { file: fileError, ...other } = upload.errors
  return (
    <div className="stack">
      {version && <VersionSwitch slug={slug} versions={versions} current={version.ordinal} />}
      <section className="sm-sec stack" aria-labelledby="tekst">
        <h2 id="tekst" className="read">
          Plan en tekst
        </h2>
        <FormNotices
          errors={fileError ? { ...other, plan: fileError } : other}
          saved={false}
          kept="Er is niets veranderd."
        />
        {notices}
        {plan && <AboutPlan slug={slug} plan={plan} mayEdit={mayEdit} />}
        {!mayEdit && plan ? (
          <Notice kind="info" title="Deze versie van het plan ligt vast">
            <p>
              {isReleased && !canCorrect
                ? 'Er is al een volgende versie van gemaakt of over besloten, daarom verandert deze tekst niet meer.'
                : 'Bewoners lezen deze tekst en reageren erop, daarom verandert die niet meer. Wilt u het plan aanpassen? Maak dan een volgende versie: lees het aangepaste document in. Wat bewoners bij deze tekst schreven, blijft erbij staan.'}
            </p>
            {canCorrect && (
              <p>Een kennelijke fout, zoals een typefout, herstelt u bij de alinea zelf met een erratum.</p>
            )}
          </Notice>
        ) : plan && version && version.ordinal > 1 ? null : plan ? (
          <Fold summary="Een ander bestand uploaden" open={fileError !== undefined}>
            <PlanUpload error={fileError} isMissing={false} replaces />
          </Fold>
        ) : (
          <PlanUpload error={fileError} isMissing replaces={false} />
        )}
      </section>
      {next && version && <NextVersion slug={slug} version={version} {...next} />}
      {plan && (
        <section className="sm-sec stack" aria-labelledby="indeling">
          <h2 id="indeling">Tekst per kop en alinea</h2>
          <p className="soft">
            Kies een kop om de alinea’s eronder te zien, en een alinea om die te {mayEdit ? 'bewerken' : 'lezen'}.
          </p>
          <div className="links">
            {mayEdit && (
              <GoLink href={paths.official.process.planHeadings(slug)} icon="indent">
                Koppen in één keer
              </GoLink>
            )}
            <GoLink href={paths.official.process.planActionItems(slug)} icon="list">
              Actiepunten
            </GoLink>
            {plan.pictures > 0 && (
              <span id="pictures">
                <GoLink href={paths.official.process.planFigures(slug)} icon="file-text">
                  Afbeeldingen
                </GoLink>
              </span>
            )}
          </div>
          <div className="pe-alone">
            <PlanList place={place} headings={plan.headings} counts={plan.counts} />
          </div>
        </section>
      )}
    </div>
  )
}
