import { describe, expect, test } from 'vitest'
import { hrefOfField } from './editor-sections.ts'
import type { ProcessForRelease } from './release-checklist.ts'
import { releaseChecklist } from './release-checklist.ts'

const ready: ProcessForRelease = {
  title: 'Beleidsplan sociaal domein 2017-2020',
  summary: 'De gemeente wil dat u eerder en dichterbij hulp krijgt.',
  purposes: ['De kaders stellen voor het sociaal domein'],
  decidingBody: 'College van burgemeester en wethouders',
  decidedOn: '2016-10-04',
  regime: 'uov',
  termDays: null,
  noticeOn: '2016-10-04',
  onDisplayFrom: '2016-10-05',
  readingPlace: 'gemeentehuis Exloo',
  whoMayReact: 'iedereen',
  nextSteps: 'De gemeenteraad besluit in december 2016.',
  channels: [
    { kind: 'email', address: 'inspraak@gemeente.example' },
    { kind: 'post', address: 'Antwoordnummer 000, 0000 AA Exloo' },
    { kind: 'desk', address: 'Gemeentehuis Exloo' },
    { kind: 'phone', address: '0591 00 00 00' },
  ],
  planParagraphs: 118,
  planPictures: { pictures: 2, undescribed: 0 },
  privacy: {
    retentionTerm: '10 jaar na het besluit',
    retentionBasis: 'de Archiefwet',
    privacyOfficerName: 'Functionaris A',
    privacyOfficerEmail: 'privacy@gemeente.example',
  },
}
const missing = (change: Partial<ProcessForRelease>) =>
  releaseChecklist({ ...ready, ...change }).missing.map(({ key }) => key)
const without = (...kinds: string[]) => ({ channels: ready.channels.filter(({ kind }) => !kinds.includes(kind)) })

describe('before a release', () => {
  test('nothing is missing when everything is there', () => {
    const { missing, done } = releaseChecklist(ready)
    expect(missing).toEqual([])
    expect(done.map(({ title }) => title.replaceAll('\u00a0', ' '))).toEqual([
      'Titel',
      'Samenvatting in gewone taal',
      'Doel van het plan',
      'Vrijgegeven door: College van burgemeester en wethouders',
      'Besluit van 4 oktober 2016',
      'Regels: Uniforme procedure',
      'Kennisgeving op 4 oktober 2016',
      'Ter inzage vanaf 5 oktober 2016',
      'Online te lezen',
      'Afbeeldingen zijn beschreven',
      'Op papier: gemeentehuis Exloo',
      'E-mailadres',
      'Postadres',
      'Mondeling reageren: telefoon en balie',
      'Wie mag reageren: iedereen',
      'Wat er na de inspraak gebeurt',
      'Bewaartermijn: 10 jaar na het besluit',
      'Grondslag: de Archiefwet',
      'Functionaris gegevensbescherming: Functionaris A',
    ])
  })

  test('the missing addresses of 2016 are asked for, with the field and the reason', () => {
    const { missing } = releaseChecklist({ ...ready, ...without('email', 'post'), nextSteps: ' ' })
    expect(missing).toEqual([
      {
        key: 'email',
        field: 'channels.email.address',
        title: 'Vul het e-mailadres in',
        why: 'Bewoners moeten weten waar hun reactie heen kan.',
      },
      {
        key: 'post',
        field: 'channels.post.address',
        title: 'Vul het postadres in',
        why: 'De uniforme procedure vraagt ook een weg op papier.',
      },
      {
        key: 'nextSteps',
        field: 'nextSteps',
        title: 'Zeg wat er na de inspraak gebeurt',
        why: 'Noem wie besluit en ongeveer wanneer.',
      },
    ])
  })

  test.each<[string, Partial<ProcessForRelease>]>([
    ['title', { title: '' }],
    ['summary', { summary: '\n' }],
    ['purposes', { purposes: ['', ' '] }],
    ['decidingBody', { decidingBody: '' }],
    ['decidedOn', { decidedOn: null }],
    ['noticeOn', { noticeOn: null }],
    ['onDisplayFrom', { onDisplayFrom: null }],
    ['plan', { planParagraphs: 0 }],
    ['pictures', { planPictures: { pictures: 2, undescribed: 1 } }],
    ['readingPlace', { readingPlace: '' }],
    ['whoMayReact', { whoMayReact: '' }],
    ['retentionTerm', { privacy: { ...ready.privacy, retentionTerm: ' ' } }],
    ['retentionBasis', { privacy: { ...ready.privacy, retentionBasis: '' } }],
    ['privacyOfficer', { privacy: { ...ready.privacy, privacyOfficerName: '' } }],
    ['privacyOfficer', { privacy: { ...ready.privacy, privacyOfficerEmail: '' } }],
  ])('%s is asked for', (key, change) => {
    expect(missing(change)).toEqual([key])
  })

  test('what the municipality must say is filled in on its own page', () => {
    const { missing } = releaseChecklist({
      ...ready,
      privacy: { ...ready.privacy, retentionTerm: '', privacyOfficerEmail: '' },
    })
    expect(missing.map(({ field }) => hrefOfField('zorg', field, 'release'))).toEqual([
      '/ambtenaar/gemeente#retentionTerm',
      '/ambtenaar/gemeente#privacyOfficerEmail',
    ])
  })

  test('an address of only spaces is none', () => {
    expect(missing({ channels: [...without('post').channels, { kind: 'post', address: '  ' }] })).toEqual(['post'])
  })

  test('the uniform procedure needs one way to speak, another regime does not', () => {
    expect(missing(without('phone'))).toEqual([])
    expect(missing(without('desk'))).toEqual([])
    expect(missing(without('phone', 'desk'))).toEqual(['spoken'])
    expect(missing({ ...without('phone', 'desk'), regime: 'ordinance', termDays: 28 })).toEqual([])
  })

  test('an own term needs its number of days, the uniform procedure does not', () => {
    expect(missing({ regime: 'ordinance' })).toEqual(['termDays'])
    expect(missing({ regime: 'informal', termDays: 14 })).toEqual([])
  })

  test('an empty draft shows everything that is missing at once', () => {
    const empty = releaseChecklist({
      title: '',
      summary: '',
      purposes: [],
      decidingBody: '',
      decidedOn: null,
      regime: 'uov',
      termDays: null,
      noticeOn: null,
      onDisplayFrom: null,
      readingPlace: '',
      whoMayReact: '',
      nextSteps: '',
      channels: [],
      planParagraphs: 0,
      planPictures: { pictures: 0, undescribed: 0 },
      privacy: { retentionTerm: '', retentionBasis: '', privacyOfficerName: '', privacyOfficerEmail: '' },
    })
    expect(empty.missing).toHaveLength(17)
    expect(empty.done.map(({ key }) => key)).toEqual(['regime'])
  })
})
