package fleet

import "slices"

// routeNames are the families of one gateway; those that it does not have are nil. A
// gateway that counts tokens in histograms of lengths has these in place of the counters.
type routeNames struct {
	requests, failed, prompt, generation, cached, spend, running *Family
	ttft, latency, tpot, queue, hit                              *Family
	promptLen, outputLen, cachedLen                              *Family
}

// expose offers a route in the gateway's names.
func (n *routeNames) expose(x *exposition, r *route, lbls ...string) {
	for _, one := range []struct {
		family *Family
		read   func() float64
	}{
		{n.requests, whole(&r.requests)}, {n.failed, whole(&r.errors)}, {n.prompt, whole(&r.prompt)}, {n.generation, whole(&r.generation)},
		{n.cached, whole(&r.cached)}, {n.running, whole(&r.running)}, {n.spend, r.spend},
	} {
		if one.family != nil {
			x.value(one.family, one.read, lbls...)
		}
	}
	for _, one := range []struct {
		family *Family
		h      *histogram
	}{
		{n.ttft, r.ttft}, {n.latency, r.latency}, {n.tpot, r.tpot}, {n.queue, r.queue}, {n.hit, r.hitRatio},
		{n.promptLen, r.lengths[tokenInput]}, {n.outputLen, r.lengths[tokenOutput]}, {n.cachedLen, r.lengths[tokenCached]},
	} {
		if one.family != nil {
			x.histogram(one.family, one.h, lbls...)
		}
	}
}

// spend is what the gateway's price list asks for what passed so far.
func (r *route) spend() float64 {
	return digits(spendPerToken*float64(r.prompt+4*r.generation), 9)
}

// through are the routes that pass one of the cluster's gateways.
func (g *gateway) through(via string) []*route {
	var out []*route
	for _, r := range g.routes {
		if r.via == via {
			out = append(out, r)
		}
	}
	return out
}

// stagingGateways are the targets of all gateways that are tried out.
func (f *Fleet) stagingGateways() []*Target {
	g := f.world.gateways[StagingCluster]
	at := func(name, at, via string, fill func(x *exposition, r *route)) *Target {
		return f.serverTarget(gatewayNamespace, name, name+"-0", at, func(x *exposition) {
			for _, r := range g.through(via) {
				fill(x, r)
			}
		})
	}
	lite := f.serverTarget(gatewayNamespace, "litellm", "litellm-0", "3.1:4000", func(x *exposition) {
		exposeLiteLLM(x, g.through(viaLiteLLM))
		exposeMoreLiteLLM(x, g.through(viaLiteLLM))
		exposeLiteLLMBackends(x, g.through(viaLiteLLM))
	})
	envoy := f.serverTarget(gatewayNamespace, "envoy-ai-gateway", "envoy-ai-gateway-0", "3.2:1064", func(x *exposition) {
		exposeEnvoy(x, g.through(viaEnvoy))
		exposeMoreEnvoy(x, g.through(viaEnvoy))
	})
	return []*Target{
		lite, envoy,
		at("semantic-router", "3.3:9190", viaSemanticRouter, exposeSemanticRouter),
		at("aibrix-gateway", "3.4:8080", viaAIBrix, exposeAIBrix),
		at("production-stack-router", "3.5:8000", viaProductionStack, exposeProductionStack),
		at("endpoint-picker-1-0", "3.6:9090", viaPickerOld, exposePickerOld),
		at("endpoint-picker-1-5", "3.7:9090", viaPicker, exposePicker),
		at("llm-d-epp", "3.8:9090", viaLLMD, exposeLLMD),
		at("dynamo-frontend", "3.9:8000", viaDynamo, exposeDynamoFrontend),
		at("otel-collector", "3.10:8889", viaSpans, func(x *exposition, r *route) { exposeSpans(x, r, &spanNames) }),
		at("otel-collector-0-100", "3.11:8889", viaOldSpans, func(x *exposition, r *route) { exposeSpans(x, r, &oldSpanNames) }),
		at("tempo-generator", "3.12:3200", viaTempo, func(x *exposition, r *route) { exposeSpans(x, r, &tempoNames) }),
		f.serverTarget(gatewayNamespace, "assistant", "assistant-0", "3.13:9464", func(x *exposition) {
			exposeClient(x, g, &clientNames)
			exposeClientErrors(x, slices.Concat(g.through(viaSpans), g.through(viaTempo)))
		}),
		f.serverTarget(gatewayNamespace, "research", "research-0", "3.14:9464", func(x *exposition) { exposeClient(x, g, &dottedNames) }),
	}
}

// serverTarget is a pod of the staging cluster that holds no GPU.
func (f *Fleet) serverTarget(namespace, name, pod, at string, fill func(x *exposition)) *Target {
	return &Target{
		cluster: StagingCluster, Job: namespace + "/" + name, Instance: address(StagingCluster, at), Interval: gatewayInterval,
		labels:     []string{"namespace", namespace, "pod", pod, "container", name, "endpoint", "http"},
		generation: func() int { return 0 },
		fill:       fill,
	}
}
