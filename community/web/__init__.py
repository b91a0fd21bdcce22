"""What every page needs: guarded blueprints, forms, markup, errors, slots, the frame, languages. No feature."""
