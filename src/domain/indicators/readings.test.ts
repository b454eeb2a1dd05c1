// What stands beside a verdict: other readings, differences, originals, tolerances, claims and their evidence.
import { describe, expect, test } from 'vitest'
import { edition, judge, row, years } from '#test/edition-2022.ts'

describe('认定标准 一: what is shown', () => {
  test('the figure, the limit, the distance and the reason of a total output below 40 亿元', () => {
    expect(
      judge('total_output', years('total_output', ['41.20', '38.80', '1047.35'])),
    ).toMatchObject({
      verdict: 'not_met',
      worked: '2019年 41.20 亿元，2020年 38.80 亿元，2021年 1,047.35 亿元',
      threshold: '不低于 40 亿元',
      result: '38.80',
      distance: '还差 1.20 亿元',
      reason: '2020年 38.80 亿元，不符合“不低于 40 亿元”。',
      values: [
        { field: 'total_output/Y-2', label: '集群总产值 2019年', value: '41.20', unit: '亿元' },
        { field: 'total_output/Y-1', value: '38.80' },
        { field: 'total_output/Y', value: '1047.35' },
      ],
    })
  })

  test('a share differs by percentage points, a limit reached exactly says so', () => {
    const share = (latest: string) =>
      judge('leading_share', years('leading_share', ['71.00', '71.00', latest]))
    expect(share('69.40').distance).toBe('还差 0.60 个百分点')
    expect(share('70.00')).toMatchObject({ verdict: 'not_met', distance: '恰为限值' })
    expect(share('71.25').distance).toBe('超出 1.25 个百分点')
  })

  test('a missing figure is named with its field, never read as zero', () => {
    expect(judge('total_output', years('total_output', ['41.20', '43.90']))).toMatchObject({
      verdict: 'unknown',
      reason: '缺少“集群总产值 2021年”的数据。',
      result: null,
      missing: ['total_output/Y'],
    })
  })

  test('text that is no number is as good as missing', () => {
    expect(judge('area', row('area', { value: '约100' })).verdict).toBe('unknown')
  })

  test('the reading of all three years stands beside a share that only the base year meets', () => {
    const { remarks, result } = judge('sme_share', years('sme_share', ['69.00', '71.00', '72.00']))
    expect(remarks).toEqual(['按“三年均不低于 70%”理解，2019年 69.00%，判断为不符合。'])
    expect(result).toBe('72.00')
  })
})

describe('认定标准 一: average yearly growth', () => {
  test('is worked out with the figures put in', () => {
    expect(
      judge('leading_growth', years('leading_growth', ['12.00', '-3.50', '18.25'])),
    ).toMatchObject({
      worked: '[(1＋12.00%)×(1－3.50%)×(1＋18.25%)]^(1/3)－1 ＝ 8.52%',
      result: '8.52',
      distance: '还差 1.48 个百分点',
    })
  })

  test('says on which side it lies where two decimals hide it', () => {
    const over = judge('leading_growth', years('leading_growth', ['10.00', '10.00', '10.01']))
    expect(over).toMatchObject({
      verdict: 'met',
      result: '10.00',
      distance: '超出不足 0.01 个百分点',
    })
    expect(over.reason).toContain('10.00%（未舍入值略高于 10.00%）')
  })

  test('a declared average that differs is flagged and not judged', () => {
    const rates = years('leading_growth', ['9.00', '9.00', '9.00'])
    const declared = (average: string) =>
      judge('leading_growth', { ...rates, ...row('leading_growth_average', { average }) })
    expect(declared('11.00')).toMatchObject({
      verdict: 'not_met',
      remarks: [
        '填报的年均增速为 11.00%，按三年增速计算为 9.00%，两者不一致，请核对；以计算值判断。',
      ],
    })
    expect(declared('9.00').remarks).toEqual([])
    expect(declared('9.01').remarks).toHaveLength(1)
  })

  test.each([
    ['10.50', 0],
    ['9.50', 0],
    ['10.51', 1],
    ['9.49', 1],
    ['无', 0],
  ])('a rate of %s for levels that grow by 10 % is flagged %i times', (rate, count) => {
    const values = {
      ...years('leading_growth', ['10.00', '10.00', rate]),
      ...years('total_output', ['100.00', '110.00', '110.00']),
      ...years('leading_share', ['80.00', '80.00', '88.00']),
    }
    expect(judge('leading_growth', values).remarks).toHaveLength(count)
  })

  test('both years are checked against their own levels, the first has none', () => {
    const { remarks } = judge('leading_growth', {
      ...years('leading_growth', ['50.00', '12.00', '10.00']),
      ...years('total_output', ['100.00', '110.00', '121.00']),
      ...years('leading_share', ['80.00', '80.00', '80.00']),
    })
    expect(remarks).toEqual([
      '2020年增速填报为 12.00%，按“总产值×主导产业占比”计算为 10.00%，相差 2.00 个百分点，超过 0.50 个百分点，请核对。',
    ])
  })
})

describe('a verdict that would differ on the unrounded figure is marked', () => {
  test.each([
    [
      'sme_share',
      '70.00',
      '69.996',
      '按未四舍五入的原值（集群内中小企业产值占集群总产值比例 2021年 69.996）判断为“不符合”；以填报值判断。',
    ],
    [
      'leading_share',
      '70.00',
      '70.004',
      '按未四舍五入的原值（集群主导产业产值占集群总产值比例 2021年 70.004）判断为“符合”；以填报值判断。',
    ],
  ])('%s %s entered as %s', (key, filed, original, remark) => {
    const values = years(key, ['75.00', '75.00', filed])
    expect(judge(key, values, { [key]: { Y: original } }).remarks).toContain(remark)
  })

  test('an intensity that falls only in the third decimal', () => {
    const values = years('co2_intensity', ['0.52', '0.51', '0.51'])
    const result = judge('co2_intensity', values, { co2_intensity: { 'Y-1': '0.514', Y: '0.506' } })
    expect(result.verdict).toBe('judgement')
    expect(result.remarks[0]).toContain('判断为“符合”')
  })

  test('an original that changes nothing leaves no remark, nor does one of an emptied cell', () => {
    const values = years('sme_share', ['75.00', '75.00', '80.00'])
    expect(judge('sme_share', values, { sme_share: { Y: '80.004' } }).remarks).toEqual([])
    expect(judge('sme_share', {}, { sme_share: { Y: '69.999' } }).verdict).toBe('unknown')
  })
})

describe('认定标准 四: patents per 10,000 employees', () => {
  const declared = (value: string, patents?: string, employees?: string) =>
    judge('patents_per_10000', {
      ...row('patents_per_10000', { value }),
      ...row('patents', { value: patents }),
      ...row('sme_employees', { value: employees }),
    })

  test('the declared figure is judged, the computed one shown beside', () => {
    expect(declared('16.00', '150', '105000')).toMatchObject({
      verdict: 'met',
      worked: '150 个 ÷ 105,000 人 × 10000 ＝ 14.29',
      remarks: ['填报为 16.00 个，按填报数据计算为 14.29，两者不一致，请核对；以填报值判断。'],
    })
    expect(declared('14.29', '150', '105000').remarks).toEqual([])
  })

  test('no employees or no figures leave nothing to compare', () => {
    expect(declared('16.00', '150', '0').worked).toBeNull()
    expect(declared('16.00').worked).toBeNull()
  })
})

describe('认定标准 二: which count decides is said', () => {
  test('two counts that only together reach ten', () => {
    const result = judge('quality_smes', {
      ...row('champion_count', { Y: '0' }),
      ...row('little_giant_count', { Y: '无' }),
      ...row('srdi_count', { Y: '8' }),
      ...row('hightech_innovative_count', { Y: '4' }),
    })
    expect(result.reason).toContain('合计 12 家，任一栏均不足 10 家')
    expect(result.worked).toBe('0 家 ＋ 无；8 家 ＋ 4 家')
  })
})

describe('申报表 八: «左右» has a stated, one-sided tolerance', () => {
  test.each([
    ['43.00', '还差 2.00 个百分点', 1],
    ['45.00', '恰为目标', 0],
    ['50.00', '超出 5.00 个百分点', 0],
  ])('工业互联网普及率 of %s', (target, distance, remarks) => {
    const result = judge('target_internet', row('target_internet', { Y: '20.00', 'Y+3': target }))
    expect(result).toMatchObject({ verdict: 'met', distance, threshold: '45%左右' })
    expect(result.remarks).toHaveLength(remarks)
  })

  test('the tolerance is stated, and a base below the standard is the reason', () => {
    const result = judge('target_internet', row('target_internet', { Y: '14.00', 'Y+3': '44.00' }))
    expect(result.reason).toBe('2021年基准值 14.00% 不符合认定标准“不低于 15%”。')
    expect(result.remarks).toEqual([
      '“左右”按低于 2 个百分点以内掌握（不低于 43%），高于的均符合。',
    ])
  })
})

describe('认定标准 三: claims are for a person, with their evidence', () => {
  const filled = {
    ...row('sharing', { text: '已共享' }),
    sharing_work: { boxes: ['joint_purchase', 'shared_workshop'] },
    ...row('chain_chart', { answer: 'yes' }),
  }

  test('each claim says whether it has a file', () => {
    const evidence = { claims: ['sharing_work/boxes/joint_purchase'], items: [8] }
    const result = judge('chain', filled, {}, evidence)
    expect(result.verdict).toBe('judgement')
    expect(result.reason).toBe('已填报 4 项，其中 2 项尚无佐证材料，由审核人判断。')
    expect(result.remarks).toEqual([
      '“开展了同类设备和产品的集中采销”，已有佐证材料。',
      '“建立了共享车间、共享工厂”，尚无佐证材料。',
      '“集群制造资源共享情况”，本栏不要求佐证材料。',
      '“集群是否绘制产业链图谱”为“是”，尚无佐证材料。',
    ])
    expect(result.missing).toEqual(['collaboration/text', 'chain_growing/text', 'supply_risk/text'])
  })

  test('«无» throughout is an answer for a person, nothing at all is unknown', () => {
    const none = { sharing_work: { boxes: '无' }, ...row('sharing', { text: '无' }) }
    expect(judge('chain', none)).toMatchObject({
      verdict: 'judgement',
      reason: '填报为无相关情况，需人工判断。',
    })
    expect(judge('chain', {})).toMatchObject({ verdict: 'unknown', reason: '相关内容均未填报。' })
  })

  test('one list proves the standards of every kind and year; zeros claim nothing', () => {
    const values = {
      ...row('standards_national', { led_3: '2', joined_3: '0' }),
      ...row('standards_group', { led_1: '无', joined_1: '3' }),
    }
    const evidence = { claims: ['standards_national/led_3'], items: [11] }
    expect(judge('standards', values, {}, evidence).remarks).toEqual([
      '“国家 2021年 主持数量”为 2 项，已有佐证材料。',
      '“团体 2019年 参与数量”为 3 项，已有佐证材料。',
    ])
  })
})

test('every claims check is unknown while nothing is filled, and names its fields', () => {
  for (const check of edition.checks) {
    if (check.operator !== 'claims') continue
    expect(judge(check.key, {})).toMatchObject({ verdict: 'unknown', missing: check.fields })
  }
})

test('认定标准 八: the plan is complete once every required cell of part 八 is filled', () => {
  const empty = judge('plan_complete', {})
  expect(empty).toMatchObject({ verdict: 'unknown' })
  const all: Record<string, Record<string, string>> = {}
  for (const field of empty.missing) {
    const [key = '', cell = ''] = field.split('/')
    all[key] = { ...all[key], [cell]: '1' }
  }
  expect(judge('plan_complete', all).verdict).toBe('met')
  const started = { ...all, 'target_own#1': { indicator: '出口额' } }
  expect(judge('plan_complete', started).missing).toContain('target_own#1/Y+3')
})
