package bookingform

import (
	"nursedesk/app/rulebook"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// byProtocol is the bleeding risk that nobody has raised.
const byProtocol = "protocol"

// newTier is the choice of the bleeding risk: the protocol's, or a higher one
// that a doctor has set for this booking. A protocol frozen before it named its
// risk has nothing to choose from.
func newTier(protocol rulebook.Tier) *widgets.Choice {
	var options []widgets.Option
	if protocol != "" {
		options = append(options, widgets.Option{
			ID: byProtocol, Text: locale.T("bookingform.tier.protocol", "tier", tierWord(protocol)),
		})
		for _, tier := range rulebook.Tiers {
			if tier.Above(protocol) {
				options = append(options, widgets.Option{
					ID: string(tier), Text: locale.T("bookingform.tier.raised", "tier", tierWord(tier)),
				})
			}
		}
	}
	return widgets.NewChoice(options...)
}

func tierWord(tier rulebook.Tier) string { return locale.T("bookingform.tier." + string(tier)) }
