// A small edition for tests: one cell of every kind, a tick group, own rows, evidence of every sort. Not a policy.
import { Edition } from '#domain/edition.ts'

const year = (key: string, kind: string, rest: object = {}) => ({
  key,
  year: key,
  label: `{${key}}年`,
  kind,
  ...rest,
})

const threeYears = (kind: string, rest: object) =>
  ['Y-2', 'Y-1', 'Y'].map((key) => year(key, kind, rest))

const yesNo = [
  { code: 'yes', label: '是' },
  { code: 'no', label: '否' },
]

const form = {
  title: '申报表',
  instructions: [],
  parts: [
    {
      key: 'leading',
      number: '二',
      title: '主导产业情况',
      blocks: [
        {
          layout: 'years',
          rows: [
            {
              key: 'output',
              label: '集群总产值（亿元）',
              cells: threeYears('decimal', { unit: '亿元', min: '0' }),
            },
            {
              key: 'share',
              label: '中小企业产值占比（%）',
              cells: threeYears('decimal', { unit: '%', min: '0', max: '100' }),
            },
            {
              key: 'growth',
              label: '产值增速（%）',
              cells: threeYears('decimal', { unit: '%', none: true, min: '-100' }),
            },
            {
              key: 'giants',
              label: '“小巨人”企业数量',
              cells: threeYears('integer', { unit: '家', none: true, min: '0' }),
            },
          ],
        },
        {
          layout: 'fields',
          rows: [
            { key: 'operator', label: '运营管理机构', cells: [{ key: 'name', kind: 'text' }] },
            {
              key: 'chart',
              label: '是否绘制产业链图谱',
              cells: [{ key: 'answer', kind: 'choice', options: yesNo }],
            },
            {
              key: 'growing',
              label: '产业链培育和招商情况',
              cells: [{ key: 'text', kind: 'statement', none: true, limit: 200 }],
            },
            {
              key: 'brand_work',
              label: '已开展的质量品牌建设工作',
              cells: [
                {
                  key: 'boxes',
                  kind: 'ticks',
                  none: true,
                  options: [
                    { code: 'quality', label: '开展了质量诊断服务' },
                    { code: 'brand', label: '建立了品牌运营机制' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    {
      key: 'plan',
      number: '八',
      title: '发展规划',
      limit: 30,
      blocks: [
        {
          layout: 'stages',
          rows: [
            {
              key: 'stage_1',
              label: '（1）{Y+1}年度',
              cells: [{ key: 'text', kind: 'statement', year: 'Y+1' }],
            },
          ],
        },
        {
          layout: 'targets',
          rows: [],
          own: {
            key: 'own',
            label: '自设指标',
            cells: [
              { key: 'indicator', label: '指标', kind: 'text' },
              { key: 'Y+3', label: '{Y+3}年目标值', kind: 'text' },
            ],
          },
        },
      ],
    },
    {
      key: 'extra',
      number: '附',
      title: '系统附加信息',
      printed: false,
      blocks: [
        {
          layout: 'fields',
          rows: [
            {
              key: 'industry',
              label: '主导产业代码',
              cells: [{ key: 'code', kind: 'industry', printed: false }],
            },
            {
              key: 'founded',
              label: '集群成立时间',
              cells: [{ key: 'month', kind: 'month', printed: false }],
            },
            {
              key: 'places',
              label: '所在县（市、区）',
              cells: [{ key: 'codes', kind: 'regions', printed: false }],
            },
          ],
        },
      ],
    },
  ],
}

const evidence = [
  { number: 1, group: '一', title: '提供企业名单', always: true },
  {
    number: 4,
    group: '一',
    title: '提供“小巨人”企业名单',
    claims: ['Y-2', 'Y-1', 'Y'].map((key) => ({ field: `giants/${key}`, when: 'positive' })),
  },
  {
    number: 7,
    group: '一',
    title: '提供产业链图谱（如有）',
    claims: [{ field: 'chart/answer', when: 'answered', answer: 'yes' }],
  },
  {
    number: 9,
    group: '一',
    title: '提供培育和招商佐证材料',
    claims: [{ field: 'growing/text', when: 'given' }],
  },
  {
    number: 10,
    group: '一',
    title: '提供质量品牌佐证材料',
    claims: [{ field: 'brand_work/boxes', when: 'ticked' }],
  },
  { number: 25, group: '七', title: '提供发展规划（{plan_years}）', always: true },
]

export const smallEdition = Edition.parse({
  code: 'small',
  programme: 'test',
  title: '试验',
  in_force_from: '2022-01-01',
  sources: ['试验'],
  form,
  checks: [
    {
      key: 'operator',
      head: '八',
      title: '运营管理机构',
      article: '八',
      clause: '设立运营管理机构',
      formula: '已填报',
      operator: 'given',
      field: 'operator/name',
    },
  ],
  evidence,
  evidence_kinds: [{ code: 'authority', label: '主管部门证明' }],
  steps: [
    { key: 'county', level: 'county', kind: 'declare', title: '申报' },
    { key: 'province', level: 'province', kind: 'decide', title: '认定' },
  ],
  recognised_by: 'province',
  facts: { name: 'operator/name' },
})

export const smallBatch = { code: 'small-2022', base_year: 2021, plan_years: '2023—2025年' }
