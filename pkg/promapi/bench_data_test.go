package promapi

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
)

// benchSeries and benchPoints make an answer of about 50 MB: six hours at 30 s.
const (
	benchSeries = 2_400
	benchPoints = 721
)

// benchAnswer is a query_range answer with the mix of values a fleet gives:
// ratios of full length, watts with three decimals, whole counters, their
// rates, and some NaN. It is made once, from a fixed seed.
var benchAnswer = sync.OnceValue(func() string { return fleetAnswer(benchSeries, benchPoints) })

func fleetAnswer(series, points int) string {
	random := rand.New(rand.NewPCG(42, 0))
	var b strings.Builder
	b.WriteString(`{"status":"success","data":{"resultType":"matrix","result":[`)
	for i := range series {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"metric":{"Hostname":"node-%d","UUID":"GPU-%08x-8c5b-4d2f-a6f5-0123456789ab","__name__":"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE","cluster":"eu-1",`+
			`"device":"nvidia%d","exported_namespace":"llm","exported_pod":"llama-70b-%d","gpu":"%d","instance":"10.0.0.%d:9400","job":"dcgm-exporter","modelName":"NVIDIA H100 80GB HBM3"},"values":[`,
			i/8, random.Uint32(), i%8, i/4, i%8, i/8%250)
		counter := random.Float64() * 1e9
		for j := range points {
			if j > 0 {
				b.WriteByte(',')
			}
			counter += random.Float64() * 1e5
			fmt.Fprintf(&b, `[%d,"%s"]`, 1_712_345_670+30*j, fleetValue(random, i, counter))
		}
		b.WriteString("]}")
	}
	b.WriteString("]}}")
	return b.String()
}

func fleetValue(random *rand.Rand, i int, counter float64) string {
	switch i % 4 {
	case 0:
		return strconv.FormatFloat(random.Float64(), 'f', -1, 64)
	case 1:
		return strconv.FormatFloat(100+random.Float64()*600, 'f', 3, 64)
	case 2:
		return strconv.FormatFloat(counter, 'f', 0, 64)
	}
	if random.IntN(50) == 0 {
		return "NaN"
	}
	return strconv.FormatFloat(random.Float64()*1e4, 'f', -1, 64)
}
