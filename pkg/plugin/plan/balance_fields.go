package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// balanceField is one field of a balance query.
type balanceField struct {
	id, unit, text string
	// money says that the unit is a currency's.
	money bool
	// signal is what the field is read from; empty for what is made of tensor activity.
	signal string
	of     func(balance.Row) []float64
}

func ofReading(what balance.Reading) func(balance.Row) []float64 {
	return func(r balance.Row) []float64 { return r.Of(what) }
}

// balanceFields are all fields, in the order of the answer.
var balanceFields = []balanceField{
	{id: "tensor", unit: "percentunit", signal: signalTensor, of: ofReading(balance.Tensor), text: "Mean activity of the tensor pipes over the ranks."},
	{id: "tensor_max", unit: "percentunit", of: balance.Row.TensorMax, text: "Activity of the busiest rank's tensor pipe."},
	{id: "tensor_min", unit: "percentunit", of: balance.Row.TensorMin, text: "Activity of the least busy rank's tensor pipe."},
	{id: "spread", unit: "percentunit", of: balance.Row.Spread, text: "(busiest − least busy) ÷ busiest, while requests run."},
	{id: "lost_gpu_seconds", unit: "s", of: balance.Row.LostGPUSeconds,
		text: "Σ over ranks of (busiest − own) ÷ busiest × time, while requests run and the spread is 5 % or more: time in which ranks wait for the busiest one."},
	{id: "lost_money", money: true, of: balance.Row.LostMoney, text: "What the lost GPU-seconds cost at the devices' prices."},
	{id: "straggler", unit: "none", of: balance.Row.Straggler, text: "1 where one rank was the busiest over three samples or more, so that the others waited for it."},
	{id: "bandwidth_bound", unit: "none", of: balance.Row.BandwidthBound, text: "1 where NVLink was full while the tensor pipes idled."},
	{id: "sm_active", unit: "percentunit", signal: "gpu_sm_active", of: ofReading(balance.SMActive)},
	{id: "dram", unit: "percentunit", signal: signalDRAM, of: ofReading(balance.DRAM)},
	{id: "clock", unit: "hertz", signal: signalClock, of: ofReading(balance.Clock)},
	{id: "memory_clock", unit: "hertz", signal: "gpu_memory_clock", of: ofReading(balance.MemoryClock)},
	{id: "power", unit: "watt", signal: "gpu_power", of: ofReading(balance.Power)},
	{id: "temperature", unit: "celsius", signal: signalHeat, of: ofReading(balance.Temperature)},
	{id: "memory_temperature", unit: "celsius", signal: "gpu_memory_temperature", of: ofReading(balance.MemoryTemperature)},
	{id: "throttle", unit: "percentunit", signal: signalThrottle, of: ofReading(balance.Throttle)},
	{id: "nvlink_tx", unit: "Bps", signal: signalLinkTx, of: ofReading(balance.NVLinkTx)},
	{id: "nvlink_rx", unit: "Bps", signal: signalLinkRx, of: ofReading(balance.NVLinkRx)},
	{id: "pcie_tx", unit: "Bps", signal: "gpu_pcie_tx", of: ofReading(balance.PCIeTx)},
	{id: "pcie_rx", unit: "Bps", signal: "gpu_pcie_rx", of: ofReading(balance.PCIeRx)},
	{id: "ecc_errors", unit: "short", signal: signalECC, of: ofReading(balance.ECCErrors)},
	{id: "nccl_busbw", unit: "Bps", signal: signalBusbw, of: ofReading(balance.NCCLBusbw)},
	{id: "nccl_time", unit: "s", signal: signalNCCLTime, of: ofReading(balance.NCCLTime)},
	{id: "gpus", unit: "none", of: balance.Row.GPUs, text: "Owned device-time × share ÷ the time."},
}

const (
	signalTensor    = "gpu_tensor_active"
	signalDRAM      = "gpu_dram_active"
	signalClock     = "gpu_sm_clock"
	signalHeat      = "gpu_temperature"
	signalLinkTx    = "gpu_nvlink_tx"
	signalLinkRx    = "gpu_nvlink_rx"
	signalLinkTotal = "gpu_nvlink_total"
	signalECC       = "gpu_ecc_errors"
	signalLinkError = "gpu_nvlink_errors"
	signalReplays   = "gpu_pcie_replays"
	signalBusbw     = "nccl_busbw"
	signalNCCLTime  = "nccl_time"
)

// balanceReadings are the signals that readings are made of.
var balanceReadings = map[balance.Reading]string{
	balance.Tensor: signalTensor, balance.SMActive: "gpu_sm_active", balance.DRAM: signalDRAM, balance.Clock: signalClock,
	balance.MemoryClock: "gpu_memory_clock", balance.Power: "gpu_power", balance.Temperature: signalHeat,
	balance.MemoryTemperature: "gpu_memory_temperature", balance.Throttle: signalThrottle, balance.NVLinkTx: signalLinkTx,
	balance.NVLinkRx: signalLinkRx, balance.NVLinkTotal: signalLinkTotal, balance.PCIeTx: "gpu_pcie_tx",
	balance.PCIeRx: "gpu_pcie_rx", balance.ECCErrors: signalECC, balance.LinkErrors: signalLinkError, balance.PCIeReplays: signalReplays,
	balance.NCCLBusbw: signalBusbw, balance.NCCLTime: signalNCCLTime,
}

// causeSignals are read where stragglers are told of with their causes, linkSignals where links' use is judged.
var (
	linkSignals  = []string{signalLinkTx, signalLinkRx, signalLinkTotal}
	causeSignals = append([]string{signalClock, signalThrottle, signalHeat, signalECC, signalLinkError, signalReplays, signalDRAM}, linkSignals...)
)

// judging are the fields that rest on whether requests run.
var judging = []string{"spread", "lost_gpu_seconds", "lost_money", "straggler"}

// balanceFieldsOf are the fields that a query selects; all when it selects none.
func balanceFieldsOf(ids []string) []balanceField {
	if len(ids) == 0 {
		return balanceFields
	}
	return slices.DeleteFunc(slices.Clone(balanceFields), func(f balanceField) bool { return !slices.Contains(ids, f.id) })
}

// tells are whether the answer tells of stragglers and why they are.
func (b *balancing) tells() bool {
	return b.query.Format == models.FormatTable && b.shows("straggler", "lost_gpu_seconds", "lost_money")
}

// shows tells whether one of some fields is asked for.
func (b *balancing) shows(ids ...string) bool {
	return slices.ContainsFunc(b.fields, func(f balanceField) bool { return slices.Contains(ids, f.id) })
}
