"""What a visit is led by: the cards of a first one, all answers, the head of Today, and this week."""
