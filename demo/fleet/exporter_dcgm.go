package fleet

import (
	"fmt"
	"math"
	"slices"
)

// dcgmTarget is the dcgm-exporter of one node.
func (f *Fleet) dcgmTarget(spec *nodeSpec) *Target {
	devices := f.world.byNode[spec.key()]
	t := &Target{
		cluster: spec.in(), Interval: spec.interval, generation: func() int { return f.world.generation },
		prepare: func() { watch(devices) },
		fill: func(x *exposition) {
			for _, d := range devices {
				exposeDevice(x, spec, d)
			}
			exposeSwitches(x, spec, devices)
		},
	}
	if spec.key() == (nodeKey{SecondCluster, FrozenNode}) {
		t.frozen = func() bool { return f.world.line.frozen(f.world.now) }
	}
	switch spec.labels {
	case podLabelsExported:
		t.Job, t.Instance = "nvidia-dcgm-exporter", address(spec.in(), spec.name[1:]+".9:9400")
		t.labels = []string{"namespace", operatorNamespace, "pod", exporterPod(spec.key()), "container", "nvidia-dcgm-exporter", "service", "nvidia-dcgm-exporter", "endpoint", "gpu-metrics"}
	case podLabelsHonoured:
		t.Job, t.Instance, t.honor = "dcgm-exporter", address(spec.in(), spec.name[1:]+".9:9400"), true
	case podLabelsNone:
		t.Job, t.Instance = "dcgm-standalone", spec.name+":9400"
	case podLabelsUID:
		t.Job, t.Instance = "dcgm-exporter", address(spec.in(), spec.name[1:]+".9:9400")
	}
	return t
}

// operatorNamespace is where the GPU operator runs its exporters.
const operatorNamespace = "gpu-operator"

// exporterPod is the DaemonSet's pod on a node.
func exporterPod(k nodeKey) string {
	return "nvidia-dcgm-exporter-" + uuid(0, append([]string{"exporter"}, k.seedName()...)...)[:5]
}

// exposeDevice offers a card's fields, once more for every further pod that shares it.
func exposeDevice(x *exposition, spec *nodeSpec, d *device) {
	if d.parts != nil { // the exporter shows the slices and not the card
		for _, p := range d.parts {
			exposeDevice(x, spec, p)
		}
		return
	}
	if len(d.owners) == 0 || spec.labels == podLabelsNone {
		exposeFields(x, spec, d, deviceLabels(spec, d, nil))
		return
	}
	for i, p := range d.owners {
		lbls := deviceLabels(spec, d, p)
		if p.sharers > 1 {
			lbls = append(lbls, "vgpu", fmt.Sprint(i))
		}
		exposeFields(x, spec, d, lbls)
	}
}

func exposeFields(x *exposition, spec *nodeSpec, d *device, lbls []string) {
	fields := dcgmFields[spec.era]
	if spec.everyField {
		fields = slices.Concat(fields, fieldsOnRequest)
	}
	if spec.switches > 0 {
		fields = slices.Concat(fields, fieldsOfLinks, []dcgmField{pendingPages})
	}
	for _, f := range fields {
		if f.has != nil && !f.has(d) || d.slice != nil && ofCardsOnly[f.family.Name] {
			continue
		}
		x.value(f.family, func() float64 { return f.read(d) }, lbls...)
	}
}

func deviceLabels(spec *nodeSpec, d *device, p *pod) []string {
	switch spec.era {
	case dcgm1:
		return []string{"gpu", fmt.Sprint(d.index), "uuid", d.uuid}
	case dcgmAzure:
		return azureLabels(spec, d, p)
	case dcgm3, dcgm48, dcgm49:
	}
	host, driver := "Hostname", "DCGM_FI_DRIVER_VERSION"
	if spec.era != dcgm3 {
		host = "hostname"
	}
	if spec.era == dcgm49 {
		driver = "DCGM_FI_SYSTEM_DRIVER_VERSION"
	}
	out := []string{"gpu", fmt.Sprint(d.index), "UUID", d.uuid, "pci_bus_id", d.pci, "device", fmt.Sprintf("nvidia%d", d.index), "modelName", d.name, host, spec.name, driver, spec.driver}
	if d.slice != nil {
		out = append(out, "GPU_I_PROFILE", d.slice.profile, "GPU_I_ID", d.slice.id)
	}
	switch {
	case p == nil || spec.labels == podLabelsNone:
	case spec.labels == podLabelsUID:
		out = append(out, "pod_uid", p.uid)
	default:
		out = append(out, "container", p.container(), "namespace", p.namespace, "pod", p.name)
		if p.group != "" { // DCGM_EXPORTER_KUBERNETES_ENABLE_POD_LABELS
			out = append(out, GroupLabel, p.group)
		}
	}
	return out
}

// container is the name of the container that holds the GPUs.
func (p *pod) container() string {
	switch {
	case p.leader != "":
		return "vllm"
	case p.serves == nil:
		return "trainer"
	}
	return p.surface.engine()
}

// dcgmField is one column of the exporter's CSV file.
type dcgmField struct {
	family *Family
	read   func(d *device) float64
	has    func(d *device) bool // nil: every card has it
}

// notSupported is what exporters before 4.x print for a field that the card
// lacks.
const notSupported = 9223372036854775794

func digits(v float64, n int) float64 {
	scale := math.Pow(10, float64(n))
	return math.Round(v*scale) / scale
}
