"""Cross-district peer feedback. So far its engine: who gives feedback to whom (`matching`)."""
