"""Cross-district peer feedback: who gives feedback to whom. So far the engine, and a command that asks it."""
