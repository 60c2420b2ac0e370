"""The numbers, times and words in what a person typed. Says what stands there, never what it means for their health."""
