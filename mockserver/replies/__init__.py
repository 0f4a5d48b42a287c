"""What answers a call: the replies of scenarios, each as the plan that the shell performs."""
